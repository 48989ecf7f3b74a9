'use client'
import { useState } from 'react'
import { type Receiver, targetOf } from '@/lib/reviews/client-expected'
import type { BulkDialogProps } from './bulk-resolve-dialog'
import { formatExactly, itemsWords, OTHERS_ARE_SKIPPED } from './bulk-words'
import { FormDialog } from './form-dialog'
import { HandOverFields } from './hand-over-fields'
import { forgetHandOverDraft, useHandOverDraft } from './item-drafts'

/** Its draft is kept like that of one item, under a name that no item has. */
const DRAFT = 'selection'

/** To whom all that is selected goes; without a note it is simply assigned. */
export function BulkHandOverDialog({ memberId, count, onRun, onClose }: Omit<BulkDialogProps, 'known'>) {
  const [to, setTo] = useState<Receiver | null>(null)
  const [missing, setMissing] = useState(false)
  const [note, setNote] = useHandOverDraft(memberId, DRAFT)
  const submit = () => {
    if (!to) return setMissing(true)
    onRun({ kind: 'hand-over', to: targetOf(to), note: note.trim() })
    forgetHandOverDraft(memberId, DRAFT)
  }
  return (
    <FormDialog
      title={`Assign or hand over ${itemsWords(count)}`}
      description={`They are offered to them first. ${OTHERS_ARE_SKIPPED}`}
      submit={`Hand over ${formatExactly(count)}`}
      onSubmit={submit}
      onClose={onClose}
    >
      <HandOverFields
        memberId={memberId}
        to={to}
        error={missing ? 'Choose who should have them.' : undefined}
        onTo={(next) => {
          setTo(next)
          setMissing(false)
        }}
        note={note}
        onNote={setNote}
        hint="Written to each of the candidates."
      />
    </FormDialog>
  )
}
