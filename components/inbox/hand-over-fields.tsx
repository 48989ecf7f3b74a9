'use client'
import { useRef } from 'react'
import type { Receiver } from '@/lib/reviews/client-expected'
import { Field } from '../ui/field'
import { Textarea } from '../ui/textarea'
import { ReceiverChoice } from './receiver-choice'

type HandOverFieldsProps = {
  memberId: string
  to: Receiver | null
  /** Nobody was chosen when it was sent. */
  error?: string
  onTo: (to: Receiver | null) => void
  note: string
  onNote: (note: string) => void
  hint?: string
  readOnly?: boolean
}

/** To whom, and what they should know: choosing goes on to the note. */
export function HandOverFields({ memberId, to, error, onTo, note, onNote, hint, readOnly }: HandOverFieldsProps) {
  const text = useRef<HTMLTextAreaElement>(null)
  return (
    <>
      <ReceiverChoice
        memberId={memberId}
        value={to}
        error={error}
        onChange={(next) => {
          onTo(next)
          if (next) requestAnimationFrame(() => text.current?.focus())
        }}
      />
      <Field label="Note" hint={hint}>
        {(control) => (
          <Textarea
            {...control}
            ref={text}
            rows={3}
            maxLength={10_000}
            value={note}
            readOnly={readOnly}
            placeholder="What they should know. Candidates never see it."
            onChange={(event) => onNote(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}
