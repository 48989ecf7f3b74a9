import { toServerTime } from './client-clock'
import type { InboxCounts, InboxTab, ReviewItem } from './schema'

/** Which of the counted piles an item lies on, as `memberId` sees it. */
type Pile = 'free' | 'heldByMe' | 'heldByOthers' | 'snoozed' | 'resolved'

function pileOf(item: ReviewItem, memberId: string): Pile {
  if (item.state === 'resolved') return 'resolved'
  if (item.snooze) return 'snoozed'
  if (!item.holder) return 'free'
  return item.holder.memberId === memberId ? 'heldByMe' : 'heldByOthers'
}

/** Whether the tab shows the item. What a filter finds only the server knows: there a row stays until the refetch. */
export function belongsTo(tab: InboxTab, item: ReviewItem, memberId: string): boolean {
  const pile = pileOf(item, memberId)
  if (tab === 'open') return pile !== 'snoozed' && pile !== 'resolved'
  return pile === (tab === 'mine' ? 'heldByMe' : tab)
}

/** The counts after an item went from one pile to another: the sum of the piles never changes. `now`: the server's. */
export function moveCounts(
  counts: InboxCounts,
  before: ReviewItem,
  after: ReviewItem,
  memberId: string,
  now = toServerTime(Date.now()),
): InboxCounts {
  const [from, to] = [pileOf(before, memberId), pileOf(after, memberId)]
  const late = Number(countsAsOverdue(after, now)) - Number(countsAsOverdue(before, now))
  const moved = { ...counts, overdue: Math.max(0, counts.overdue + late) }
  if (from === to) return late === 0 ? counts : moved
  moved[from] = Math.max(0, counts[from] - 1)
  moved[to] = counts[to] + 1
  return { ...moved, snoozedUntil: firstWaking(moved, after) }
}

const countsAsOverdue = ({ state, snooze, dueAt }: ReviewItem, now: number) =>
  state === 'open' && !snooze && dueAt !== null && Date.parse(dueAt) <= now

/** Whether the one that woke was the first, only the server knows. */
function firstWaking({ snoozed, snoozedUntil }: InboxCounts, { snooze }: ReviewItem): string | null {
  if (snoozed === 0) return null
  if (!snooze || (snoozedUntil && snoozedUntil <= snooze.until)) return snoozedUntil
  return snooze.until
}
