'use client'
import { useRef, useState } from 'react'
import { aiOutcomes } from '@/lib/conversations/schema'
import { type BulkCommand, bulkCommand } from '@/lib/reviews/bulk-schema'
import { reasonRequired } from '@/lib/reviews/domain'
import type { ReviewItem } from '@/lib/reviews/schema'
import { type ResolutionOutcome, resolutionOutcomes, resolutionWords } from '@/lib/reviews/words'
import { usePreferences } from '../shell/use-preferences'
import { Field } from '../ui/field'
import { RadioCards } from '../ui/radio-cards'
import { Textarea } from '../ui/textarea'
import { useHotkeys } from '../ui/use-hotkeys'
import { focusChoice } from './bulk-focus'
import { formatExactly, itemsWords, OTHERS_ARE_SKIPPED } from './bulk-words'
import { FormDialog } from './form-dialog'
import { forgetResolveDraft, useResolveDraft } from './resolve-draft'

export type BulkDialogProps = {
  memberId: string
  count: number
  /** Those of the selected that this browser has loaded. */
  known: readonly ReviewItem[]
  onRun: (command: BulkCommand) => void
  onClose: () => void
}

/** Its draft is kept like that of one item, under a name that no item has. */
const DRAFT = 'selection'

/** One outcome and one reason for all that is selected. */
export function BulkResolveDialog({ memberId, count, known, onRun, onClose }: BulkDialogProps) {
  const { draft, setOutcome, setReason } = useResolveDraft(memberId, DRAFT)
  const [errors, setErrors] = useState<{ outcome?: string; reason?: string }>({})
  const { shortcuts } = usePreferences()
  const text = useRef<HTMLTextAreaElement>(null)
  const { outcome } = draft
  const reason = draft.reason.trim()
  const choose = (next: ResolutionOutcome) => {
    setErrors({})
    setOutcome(next)
  }
  useHotkeys(
    Object.fromEntries(
      resolutionOutcomes.map((one, index) => [
        String(index + 1),
        () => {
          choose(one)
          text.current?.focus()
        },
      ]),
    ),
    { inDialog: true },
  )
  const submit = () => {
    const wrong = outcome ? wrongReason(outcome, draft.reason) : null
    setErrors({ outcome: outcome ? undefined : 'Choose an outcome: keys 1 to 6.', reason: wrong ?? undefined })
    if (wrong) text.current?.focus()
    if (!outcome || wrong) return
    onRun({ kind: 'resolve', outcome, reason })
    forgetResolveDraft(memberId, DRAFT)
  }
  return (
    <FormDialog
      title={`Resolve ${itemsWords(count)}`}
      description={OTHERS_ARE_SKIPPED}
      submit={`Resolve ${formatExactly(count)}`}
      onSubmit={submit}
      onClose={onClose}
      className="max-w-xl"
    >
      <div>
        <RadioCards
          ref={focusChoice}
          label="Outcome"
          cards={resolutionOutcomes.map((value, index) => ({
            value,
            label: resolutionWords[value],
            shortcut: shortcuts ? String(index + 1) : undefined,
          }))}
          value={outcome}
          onChange={choose}
          invalid={Boolean(errors.outcome)}
        />
        <p role="alert" className="mt-1 text-fail text-xs">
          {errors.outcome}
        </p>
      </div>
      <Field
        label="Reason"
        required={outcome === 'ai-was-wrong'}
        hint={outcome && reasonHint(outcome, { reason, known, count })}
        error={errors.reason}
      >
        {(control) => (
          <Textarea
            {...control}
            ref={text}
            rows={2}
            value={draft.reason}
            onChange={(event) => {
              setErrors({})
              setReason(event.target.value)
            }}
          />
        )}
      </Field>
    </FormDialog>
  )
}

/** What the server would refuse for every item. */
function wrongReason(outcome: ResolutionOutcome, written: string): string | null {
  if (outcome === 'ai-was-wrong' && !written.trim()) return 'This outcome needs a reason.'
  const { error } = bulkCommand.safeParse({ kind: 'resolve', outcome, reason: written })
  return error?.issues[0]?.message ?? null
}

/** Which of them would be skipped for want of a reason, as far as this browser can know. */
export function reasonHint(
  outcome: ResolutionOutcome,
  { reason, known, count }: { reason: string; known: readonly Pick<ReviewItem, 'aiOutcome'>[]; count: number },
): string | undefined {
  if (outcome === 'ai-was-wrong') return 'Say what the AI got wrong.'
  if (reason || !aiOutcomes.some((aiOutcome) => reasonRequired(aiOutcome, outcome))) return undefined
  const against = known.filter(({ aiOutcome }) => reasonRequired(aiOutcome, outcome)).length
  if (known.length < count) return 'Where Popp said otherwise, an item is skipped unless you give a reason.'
  if (against === 0) return undefined
  return `Popp said otherwise of ${formatExactly(against)}: without a reason ${against === 1 ? 'it is' : 'they are'} skipped.`
}
