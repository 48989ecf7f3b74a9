'use client'
import { useRef, useState } from 'react'
import type { HandOverInput } from '@/lib/reviews/client-commands'
import type { Receiver } from '@/lib/reviews/client-expected'
import type { CommandResult } from '@/lib/reviews/client-run'
import type { ReviewItem } from '@/lib/reviews/schema'
import { Field } from '../ui/field'
import { Textarea } from '../ui/textarea'
import { FormDialog } from './form-dialog'
import { useHandOverDraft } from './item-drafts'
import { ReceiverChoice } from './receiver-choice'
import { useSending } from './use-sending'

type HandOverDialogProps = {
  item: ReviewItem
  memberId: string
  onHandOver: (input: HandOverInput) => Promise<CommandResult>
  onClose: () => void
}

/** To whom, and what they should know. Type, Enter, write, Ctrl Enter. */
export function HandOverDialog({ item, memberId, onHandOver, onClose }: HandOverDialogProps) {
  const [to, setTo] = useState<Receiver | null>(null)
  const [missing, setMissing] = useState(false)
  const [note, setNote] = useHandOverDraft(memberId, item.id)
  const text = useRef<HTMLTextAreaElement>(null)
  const { send, busy, refusal, forgetRefusal } = useSending(item.id)
  const submit = async () => {
    if (!to) return setMissing(true)
    if (await send(() => onHandOver({ to, note: note.trim() }))) onClose()
  }
  return (
    <FormDialog
      title="Hand over"
      description="It is offered to them first, and they are told. You do not hold it any more."
      submit="Hand over"
      busy={busy}
      refusal={refusal}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReceiverChoice
        memberId={memberId}
        value={to}
        error={missing ? 'Choose who should have it.' : undefined}
        onChange={(next) => {
          setTo(next)
          setMissing(false)
          forgetRefusal()
          if (next) requestAnimationFrame(() => text.current?.focus())
        }}
      />
      <Field label="Note">
        {(control) => (
          <Textarea
            {...control}
            ref={text}
            rows={3}
            maxLength={10_000}
            value={note}
            readOnly={busy}
            placeholder="What they should know. Candidates never see it."
            onChange={(event) => {
              forgetRefusal()
              setNote(event.target.value)
            }}
          />
        )}
      </Field>
    </FormDialog>
  )
}
