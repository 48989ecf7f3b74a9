import type { InboxTab, ReviewItem } from '@/lib/reviews/schema'

/** Why a row that stands still is no longer one of its list, when nothing more is known of its item. */
const BY_TAB: Record<InboxTab, string> = {
  open: 'Not open any more',
  mine: 'No longer yours',
  snoozed: 'Not snoozed any more',
  resolved: 'Re-opened',
}

/** The same, by what this browser knows of the item now: what its own member did, or opened since. */
export function goneWords(tab: InboxTab, item: ReviewItem | undefined, memberId: string): string {
  if (!item) return BY_TAB[tab]
  if (item.state === 'resolved') return tab === 'resolved' ? 'No longer in this view' : 'Resolved'
  if (item.snooze) return tab === 'snoozed' ? 'No longer in this view' : 'Snoozed'
  if (tab === 'mine' && item.holder?.memberId !== memberId) return BY_TAB.mine
  if (tab === 'snoozed') return 'Awake'
  return tab === 'resolved' ? 'Re-opened' : 'No longer in this view'
}
