import { type InboxView, isFiltered } from '@/lib/reviews/filter'
import type { InboxCounts } from '@/lib/reviews/schema'
import { formatCount } from '../ui/format-count'
import { formatExactly } from './bulk-words'
import { openCount } from './counts-words'

/** How many a view shows, loaded or not: "5,000", filtered "1,000+"; empty while it is not known. */
export function selectionTotal({ tab, filter }: InboxView, counts: InboxCounts | undefined, matching: number | null) {
  if (isFiltered(filter)) return matching === null ? '' : formatCount(matching)
  if (!counts) return ''
  if (tab === 'open') return formatExactly(openCount(counts))
  return formatExactly(tab === 'mine' ? counts.heldByMe : counts[tab])
}
