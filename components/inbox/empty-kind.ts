import type { InboxCounts, InboxTab } from '@/lib/reviews/schema'
import { openCount } from './counts-words'

interface EmptyFacts {
  tab: InboxTab
  /** Undefined: not known yet. */
  counts: InboxCounts | undefined
  filtered: boolean
  /** The server has more rows than are loaded. */
  hasMore: boolean
}

/** `unknown`: nothing may be said yet. `more`: only what was loaded is gone, there are others. */
export type EmptyKind =
  | 'unknown'
  | 'more'
  | 'no-match'
  | 'all-asleep'
  | 'all-done'
  | 'no-flags'
  | Exclude<InboxTab, 'open'>

/** How many items a tab lists, unfiltered. */
export function tabCount(tab: InboxTab, counts: InboxCounts): number {
  if (tab === 'open') return openCount(counts)
  return tab === 'mine' ? counts.heldByMe : counts[tab]
}

/** What is true of a view that shows no row. That nothing is left is only said when the counts say so too. */
export function emptyKind({ tab, counts, filtered, hasMore }: EmptyFacts): EmptyKind {
  if (hasMore) return 'more'
  if (filtered) return 'no-match'
  if (!counts) return 'unknown'
  if (tabCount(tab, counts) > 0) return 'more'
  if (tab !== 'open') return tab
  if (counts.snoozed > 0) return 'all-asleep'
  return counts.resolved > 0 ? 'all-done' : 'no-flags'
}
