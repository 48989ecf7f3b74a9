'use client'
import { useIsMutating, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type CommandResult, commandKey, type ResolveInput } from '@/lib/reviews/client-commands'
import { reasonRequired } from '@/lib/reviews/domain'
import { type ReviewItem, resolveRequest } from '@/lib/reviews/schema'
import { type ResolutionOutcome, resolutionOutcomes, resolutionWords } from '@/lib/reviews/words'
import { isSubmitKey } from '../conversation/submit-key'
import { aiOutcomeWords } from '../conversation/words'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { RadioCards } from '../ui/radio-cards'
import { Textarea } from '../ui/textarea'
import { useHotkeys } from '../ui/use-hotkeys'
import { formatClock } from './format-clock'
import { wordsOf } from './item-actions'
import type { Lease } from './lease'
import { useResolveDraft } from './resolve-draft'
import { useToastLift } from './use-toast-lift'

type ResolvePanelProps = {
  item: ReviewItem
  lease: Lease
  memberId: string
  onResolve: (input: ResolveInput) => Promise<CommandResult>
  onClose: () => void
}

const CARDS = resolutionOutcomes.map((value, index) => ({
  value,
  label: resolutionWords[value],
  shortcut: String(index + 1),
}))

/** Outcome and reason. Closing, a refusal and a reload keep what was typed. */
export function ResolvePanel({ item, lease, memberId, onResolve, onClose }: ResolvePanelProps) {
  const client = useQueryClient()
  const busy = useIsMutating({ mutationKey: [...commandKey(item.id), 'resolve'] }) > 0
  const { draft, setOutcome, setReason } = useResolveDraft(memberId, item.id)
  const [errors, setErrors] = useState<ResolveErrors>({})
  const cards = useRef<HTMLDivElement>(null)
  const reason = useRef<HTMLTextAreaElement>(null)
  const required = draft.outcome !== null && reasonRequired(item.aiOutcome, draft.outcome)

  useEffect(() => {
    const chosen = cards.current?.querySelector<HTMLElement>('[role=radio][data-state=checked]')
    if (chosen) reason.current?.focus()
    else cards.current?.querySelector<HTMLElement>('[role=radio]')?.focus()
  }, [])

  const panel = useToastLift()

  const choose = (outcome: ResolutionOutcome) => {
    setErrors({})
    setOutcome(outcome)
  }
  const submit = async () => {
    if (busy) return
    const found = draftErrors(item, draft)
    setErrors(found)
    if (found.reason) reason.current?.focus()
    if (found.outcome || found.reason || !draft.outcome) return
    const result = await onResolve({ outcome: draft.outcome, reason: draft.reason.trim(), idempotencyKey: draft.key })
    if (!result.ok) setErrors({ refusal: wordsOf(client, item.id, result) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSubmitKey(event) && event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Escape') onClose()
    else void submit()
  }
  // By its key an outcome is chosen and the keyboard goes on to the reason.
  const byKey = CARDS.map(({ value, shortcut }) => [
    shortcut,
    () => {
      choose(value)
      reason.current?.focus()
    },
  ])
  useHotkeys({ ...Object.fromEntries(byKey), r: () => reason.current?.focus(), escape: onClose })

  return (
    <section
      ref={panel}
      aria-label="Resolve"
      onKeyDown={onKeyDown}
      className="max-h-[70%] shrink-0 overflow-y-auto border-t bg-raised shadow-raised"
    >
      <Obstacle item={item} lease={lease} refusal={errors.refusal} busy={busy} />
      <div className="flex flex-col gap-3 px-4 py-3 sm:px-6">
        <RadioCards
          ref={cards}
          label="Outcome"
          cards={CARDS}
          value={draft.outcome}
          onChange={choose}
          invalid={Boolean(errors.outcome)}
        />
        <Field
          label="Reason"
          required={required}
          hint={
            required
              ? `Popp said: ${aiOutcomeWords[item.aiOutcome].toLowerCase()}. Say why you decide otherwise.`
              : undefined
          }
          error={errors.reason}
        >
          {(control) => (
            <Textarea
              {...control}
              ref={reason}
              rows={2}
              value={draft.reason}
              readOnly={busy}
              onChange={(event) => {
                setErrors({})
                setReason(event.target.value)
              }}
            />
          )}
        </Field>
        <div className="flex flex-wrap items-center justify-end gap-2">
          {errors.outcome && (
            <p role="alert" className="mr-auto text-fail text-xs">
              {errors.outcome}
            </p>
          )}
          <Button variant="ghost" onClick={onClose} shortcut="Esc">
            Close
          </Button>
          <Button
            variant="primary"
            onClick={() => void submit()}
            busy={busy}
            disabled={lease.kind === 'others' || (lease.kind === 'resolved' && !busy)}
            shortcut="Ctrl ↵"
          >
            Resolve
          </Button>
        </div>
      </div>
    </section>
  )
}

interface ResolveErrors {
  outcome?: string
  reason?: string
  /** What the server said. */
  refusal?: string
}

function draftErrors(item: ReviewItem, draft: { outcome: ResolutionOutcome | null; reason: string }): ResolveErrors {
  if (!draft.outcome) return { outcome: 'Choose an outcome: keys 1 to 6.' }
  if (reasonRequired(item.aiOutcome, draft.outcome) && !draft.reason.trim())
    return { reason: 'A decision against Popp’s outcome needs a reason.' }
  return { reason: resolveRequest.shape.reason.safeParse(draft.reason).error?.issues[0]?.message }
}

/** What stands in the way, with the promise that the text is kept. */
function Obstacle({
  item,
  lease,
  refusal,
  busy,
}: Pick<ResolvePanelProps, 'item' | 'lease'> & { refusal?: string; busy: boolean }) {
  const words = busy ? null : (refusal ?? standsInTheWay(item, lease))
  return (
    <div role="alert">
      {words && (
        <Banner tone="warn">
          {words} <span className="text-muted">What you typed is kept.</span>
        </Banner>
      )}
    </div>
  )
}

function standsInTheWay(item: ReviewItem, lease: Lease): string | null {
  if (lease.kind === 'others') return `Held by ${lease.holder.name} until ${formatClock(lease.holder.until)}.`
  if (lease.kind !== 'resolved') return null
  const { resolution } = item
  return resolution
    ? `${resolution.byName} resolved this: ${resolutionWords[resolution.outcome]}.`
    : 'This is resolved.'
}
