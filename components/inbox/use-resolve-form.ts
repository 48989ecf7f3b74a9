'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ResolveInput } from '@/lib/reviews/client-commands'
import type { CommandResult } from '@/lib/reviews/client-run'
import { reasonRequired } from '@/lib/reviews/domain'
import { type ReviewItem, resolveRequest } from '@/lib/reviews/schema'
import type { ResolutionOutcome } from '@/lib/reviews/words'
import { wordsOf } from './item-surroundings'
import { type ResolveDraft, useResolveDraft } from './resolve-draft'

export interface ResolveErrors {
  outcome?: string
  reason?: string
  /** What the server said. */
  refusal?: string
}

/** Wrong by field, as the server would say it: most of it never has to go there. */
export function draftErrors(item: Pick<ReviewItem, 'aiOutcome'>, { outcome, reason }: ResolveDraft): ResolveErrors {
  if (!outcome) return { outcome: 'Choose an outcome: keys 1 to 6.' }
  if (reasonRequired(item.aiOutcome, outcome) && !reason.trim()) return { reason: 'This outcome needs a reason.' }
  const tooLong = resolveRequest.shape.reason.safeParse(reason).error?.issues[0]?.message
  return tooLong ? { reason: tooLong } : {}
}

/** The draft of one item's resolution, what is wrong with it, and sending it once. */
export function useResolveForm(
  item: ReviewItem,
  memberId: string,
  onResolve: (input: ResolveInput) => Promise<CommandResult>,
) {
  const client = useQueryClient()
  const { draft, setOutcome, setReason } = useResolveDraft(memberId, item.id)
  const [errors, setErrors] = useState<ResolveErrors>({})
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)

  const submit = async (): Promise<ResolveErrors> => {
    // A second Ctrl Enter before the screen shows the first must not go on twice.
    if (sending.current) return {}
    const found = draftErrors(item, draft)
    setErrors(found)
    if (!draft.outcome || found.reason) return found
    sending.current = true
    setBusy(true)
    const { outcome, reason, key } = draft
    const result = await onResolve({ outcome, reason: reason.trim(), idempotencyKey: key }).finally(() => {
      sending.current = false
      setBusy(false)
    })
    if (!result.ok) setErrors({ refusal: wordsOf(client, item.id, result) })
    return {}
  }
  return {
    draft,
    errors,
    busy,
    required: draft.outcome !== null && reasonRequired(item.aiOutcome, draft.outcome),
    choose: (outcome: ResolutionOutcome) => {
      setErrors({})
      setOutcome(outcome)
    },
    write: (reason: string) => {
      setErrors({})
      setReason(reason)
    },
    submit,
  }
}

export type ResolveForm = ReturnType<typeof useResolveForm>
