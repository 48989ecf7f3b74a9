'use client'
import type { ReviewItem } from '@/lib/reviews/schema'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Textarea } from '../ui/textarea'
import { FormDialog } from './form-dialog'
import { useSkipDraft } from './item-drafts'

/** What is most often meant; one click, and it is said. */
const QUICK_REASONS = [
  'Not my campaign',
  'I know the candidate',
  'Needs somebody with more experience',
  'Waiting for an answer',
]

type SkipDialogProps = { item: ReviewItem; memberId: string; onSkip: (reason: string) => void; onClose: () => void }

/** Skipping with a word to whoever wonders why an item is passed over again and again. S alone skips without one. */
export function SkipDialog({ item, memberId, onSkip, onClose }: SkipDialogProps) {
  const [reason, setReason] = useSkipDraft(memberId, item.id)
  const skip = (why: string) => {
    onClose()
    onSkip(why)
  }
  return (
    <FormDialog
      title="Skip, and say why"
      description="You go on to the next item. This one stays in the queue and is offered to you last."
      submit="Skip"
      onSubmit={() => skip(reason.trim())}
      onClose={onClose}
    >
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">Quick reasons</legend>
        {QUICK_REASONS.map((quick) => (
          <Button key={quick} size="sm" onClick={() => skip(quick)}>
            {quick}
          </Button>
        ))}
      </fieldset>
      <Field label="Reason">
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            rows={2}
            maxLength={5_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}
