import type { Problem } from '@/lib/platform/http/problem'
import type { Holder, ReviewItem } from '@/lib/reviews/schema'
import { resolutionWords } from '@/lib/reviews/words'
import { whatChanged } from './what-changed'

interface RefusalFacts {
  problem: Problem
  holder: Holder | null
  /** The item as it now is, when it is known. */
  item?: ReviewItem
  /** The item as the reader saw it when she acted. */
  seen?: ReviewItem
}

/** Why the server did not do it, and who was first, in one sentence. */
export function refusalWords({ problem, holder, item, seen }: RefusalFacts, clock: (iso: string) => string): string {
  if (holder && problem.reason === 'held-by-other')
    return `${holder.name} claimed this at ${clock(holder.since)} and holds it until ${clock(holder.until)}.`
  if (problem.status === 404) return 'This item does not exist or belongs to another organization.'
  switch (problem.reason) {
    case 'not-held':
      return 'Your claim has ended. Claim it again to go on.'
    case 'already-resolved':
      return resolvedWords(item)
    case 'stale-version':
      return staleWords(item && seen ? whatChanged(seen, item, clock) : [])
    case 'changed-since':
      return sinceWords(item, item && seen ? whatChanged(seen, item, clock) : [])
    case 'undo-too-late':
      return 'This was too long ago to be undone.'
    case 'not-resolved':
      return 'This item was re-opened already.'
    case 'not-snoozed':
      return 'This item is awake already.'
    case 'not-allowed':
      return 'Who should have this item may not decide review items any more.'
    case 'reason-required':
      return 'A decision against Popp’s outcome needs a reason.'
    case 'opted-out':
      return 'The candidate opted out: do not contact.'
    case 'not-connected':
      return 'Popp’s API is not connected any more.'
    case 'key-reused':
      return 'This decision was sent before with other words. Submit it once more.'
  }
  return problem.errors?.[0]?.message ?? problem.title
}

const staleWords = (changes: string[]) =>
  ['This item changed before your action arrived.', ...changes, 'Look at it again, then repeat it.'].join(' ')

/** Of an undo: what stands in its way. */
function sinceWords(item: ReviewItem | undefined, changes: string[]): string {
  if (item?.state === 'resolved') return resolvedWords(item)
  return ['This item has changed since, so it stays as it is.', ...changes].join(' ')
}

function resolvedWords(item: ReviewItem | undefined): string {
  const resolution = item?.resolution
  return resolution
    ? `${resolution.byName} resolved this already: ${resolutionWords[resolution.outcome]}.`
    : 'This item was resolved already.'
}
