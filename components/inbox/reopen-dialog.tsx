'use client'
import { useState } from 'react'
import type { CommandResult } from '@/lib/reviews/client-run'
import type { ReviewItem } from '@/lib/reviews/schema'
import { Field } from '../ui/field'
import { Textarea } from '../ui/textarea'
import { FormDialog } from './form-dialog'
import { useReopenDraft } from './item-drafts'
import { useSending } from './use-sending'

type ReopenDialogProps = {
  item: ReviewItem
  memberId: string
  onReopen: (reason: string) => Promise<CommandResult>
  onClose: () => void
}

/** Why somebody decides again: it stands among the notes, beside the decision that it takes back. */
export function ReopenDialog({ item, memberId, onReopen, onClose }: ReopenDialogProps) {
  const [reason, setReason] = useReopenDraft(memberId, item.id)
  const [missing, setMissing] = useState(false)
  const { send, busy, refusal, forgetRefusal } = useSending(item.id)
  const submit = async () => {
    if (!reason.trim()) return setMissing(true)
    if (await send(() => onReopen(reason.trim()))) onClose()
  }
  return (
    <FormDialog
      title="Re-open this item"
      description="The decision is taken back and the item is yours. Your reason is kept as a note."
      submit="Re-open"
      busy={busy}
      refusal={refusal}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field label="Reason" required error={missing && 'Say why it has to be decided again.'}>
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            rows={3}
            value={reason}
            readOnly={busy}
            onChange={(event) => {
              setMissing(false)
              forgetRefusal()
              setReason(event.target.value)
            }}
          />
        )}
      </Field>
    </FormDialog>
  )
}
