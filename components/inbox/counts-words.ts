import type { InboxCounts } from '@/lib/reviews/schema'
import { formatCount } from '../ui/format-count'

/**
 * "0 free · 6 held by others, oldest until 14:32 · 3 snoozed": what is there, also when there is nothing to claim. One line
 * in a pane of 400 px.
 */
export function countsWords(counts: InboxCounts, clock: (iso: string) => string): string {
  const { free, heldByMe, heldByOthers, othersUntil, snoozed } = counts
  if (free + heldByMe + heldByOthers + snoozed === 0) return 'Nothing waits: 0 free · 0 held · 0 snoozed'
  const until = othersUntil ? `, oldest until ${clock(othersUntil)}` : ''
  // Beside my own there is less room, and "held" is said.
  const others =
    heldByMe > 0
      ? `${formatCount(heldByOthers)} others’${until}`
      : `${formatCount(heldByOthers)} held by others${until}`
  return [
    `${formatCount(free)} free`,
    heldByMe > 0 && `${formatCount(heldByMe)} yours`,
    heldByOthers > 0 && others,
    snoozed > 0 && `${formatCount(snoozed)} snoozed`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Every item that is neither resolved nor asleep, whoever holds it: what the Open tab lists. */
export const openCount = ({ free, heldByMe, heldByOthers }: InboxCounts) => free + heldByMe + heldByOthers
