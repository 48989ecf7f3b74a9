import type { InboxCounts } from '@/lib/reviews/schema'
import { formatCount } from '../ui/format-count'

/** "0 free · 6 held by others, oldest until 14:32": what is there, also when there is nothing to claim. */
export function countsWords(counts: InboxCounts, clock: (iso: string) => string): string {
  const { free, heldByMe, heldByOthers, othersUntil } = counts
  const others = `${formatCount(heldByOthers)} held by others${othersUntil ? `, oldest until ${clock(othersUntil)}` : ''}`
  return [`${formatCount(free)} free`, heldByMe > 0 && `${formatCount(heldByMe)} yours`, heldByOthers > 0 && others]
    .filter(Boolean)
    .join(' · ')
}

/** Every item that is not resolved, whoever holds it: what the Open tab lists. */
export const openCount = ({ free, heldByMe, heldByOthers }: InboxCounts) => free + heldByMe + heldByOthers
