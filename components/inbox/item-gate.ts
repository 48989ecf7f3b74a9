import { formatClock } from './format-clock'
import { untilWords } from './format-until'
import type { Lease } from './lease'

/** What a member may want to do to an item. */
export type Wish =
  | 'claim'
  | 'hold'
  | 'release'
  | 'resolve'
  | 'reopen'
  | 'snooze'
  | 'wake'
  | 'skip'
  | 'hand-over'
  | 'reply'

/** What can be done in which standing; claiming what sleeps wakes it, and resolving or holding claims on the way. */
const POSSIBLE: Record<Exclude<Lease['kind'], 'others'>, readonly Wish[]> = {
  free: ['claim', 'hold', 'resolve', 'snooze', 'skip', 'hand-over'],
  mine: ['hold', 'release', 'resolve', 'snooze', 'skip', 'hand-over', 'reply'],
  snoozed: ['claim', 'hold', 'resolve', 'snooze', 'wake', 'hand-over'],
  resolved: ['reopen'],
}

export const isPossible = (wish: Wish, lease: Lease): boolean =>
  lease.kind !== 'others' && POSSIBLE[lease.kind].includes(wish)

interface Words {
  title: string
  description?: string
}

/** Why a wish cannot be fulfilled now, for the key that was pressed all the same; null = it can. */
export function whyNot(wish: Wish, lease: Lease): Words | null {
  if (isPossible(wish, lease)) return null
  switch (lease.kind) {
    case 'others':
      return { title: `Held by ${lease.holder.name} until ${formatClock(lease.holder.until)}` }
    case 'resolved':
      return { title: 'This item is resolved', description: 'Re-open it to decide again.' }
    case 'snoozed':
      if (wish === 'skip')
        return { title: `Snoozed until ${untilWords(lease.until)}`, description: 'Nobody is offered it.' }
  }
  if (wish === 'wake') return { title: 'This item is awake' }
  if (wish === 'reopen') return { title: 'This item is open' }
  if (wish === 'claim') return { title: 'You hold this item already' }
  return { title: 'You do not hold this item', description: 'Claim it first.' }
}
