'use client'
import { useState } from 'react'
import type { HandOverInput } from '@/lib/reviews/client-commands'
import type { Receiver } from '@/lib/reviews/client-expected'
import type { CommandResult } from '@/lib/reviews/client-run'
import type { ReviewItem } from '@/lib/reviews/schema'
import { FormDialog } from './form-dialog'
import { HandOverFields } from './hand-over-fields'
import { useHandOverDraft } from './item-drafts'
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
      <HandOverFields
        memberId={memberId}
        to={to}
        error={missing ? 'Choose who should have it.' : undefined}
        onTo={(next) => {
          setTo(next)
          setMissing(false)
          forgetRefusal()
        }}
        note={note}
        onNote={(next) => {
          forgetRefusal()
          setNote(next)
        }}
        readOnly={busy}
      />
    </FormDialog>
  )
}
