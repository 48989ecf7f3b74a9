'use client'
import { z } from 'zod'
import { newCommandKey } from '@/lib/reviews/client-key'
import { type ResolutionOutcome, resolutionOutcomes } from '@/lib/reviews/words'
import { useDraft, writeDraft } from '../conversation/draft-store'

/** A decision being written. `key` names this very decision, so that sending it twice resolves once. */
const resolveDraft = z.object({ outcome: z.enum(resolutionOutcomes).nullable(), reason: z.string(), key: z.string() })
export type ResolveDraft = z.infer<typeof resolveDraft>

const EMPTY: ResolveDraft = { outcome: null, reason: '', key: '' }

const draftKey = (memberId: string, itemId: string) => `${memberId}:resolve:${itemId}`

/** The draft survives closing the panel, reloading, and a refusal. */
export function useResolveDraft(memberId: string, itemId: string) {
  const [text, setText] = useDraft(draftKey(memberId, itemId))
  const draft = parseDraft(text)
  // Other words are another decision: a key of its own, or a late answer to the old one would be taken for the new.
  const change = (part: Partial<ResolveDraft>) => setText(JSON.stringify({ ...draft, ...part, key: newCommandKey() }))
  return {
    draft,
    setOutcome: (outcome: ResolutionOutcome) => change({ outcome }),
    setReason: (reason: string) => change({ reason }),
  }
}

/** Whether something was begun and can be gone on with. */
export function useHasResolveDraft(memberId: string, itemId: string): boolean {
  const { outcome, reason } = parseDraft(useDraft(draftKey(memberId, itemId))[0])
  return outcome !== null || reason.trim() !== ''
}

export const forgetResolveDraft = (memberId: string, itemId: string) => writeDraft(draftKey(memberId, itemId), '')

/** After an undo the words are back, under a new key: the old one names the resolution that was undone. */
export const restoreResolveDraft = (memberId: string, itemId: string, draft: Omit<ResolveDraft, 'key'>) =>
  writeDraft(draftKey(memberId, itemId), JSON.stringify({ ...draft, key: newCommandKey() }))

function parseDraft(text: string): ResolveDraft {
  if (!text) return EMPTY
  try {
    return resolveDraft.parse(JSON.parse(text))
  } catch {
    return EMPTY
  }
}
