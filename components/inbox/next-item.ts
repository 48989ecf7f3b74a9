import type { InboxTab, ReviewItem } from '@/lib/reviews/schema'
import { leaseOf } from './lease'
import type { ShownRow } from './list-merge'

/** One step along the list from `currentId`; from nowhere, the first or the last. Null at the end. Skips what is gone. */
export function neighbour(rows: readonly ShownRow[], currentId: string | null, step: 1 | -1): ReviewItem | null {
  const index = rows.findIndex(({ item }) => item.id === currentId)
  const start = index === -1 && step === -1 ? rows.length : index
  for (let at = start + step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at]!
    if (!row.gone) return row.item
  }
  return null
}

/**
 * Where the work goes on after `doneId`: the next item below that can be worked on, else the first from the top.
 * In Open that is what nobody holds; in Mine, what is mine. What was passed over lately comes last.
 */
export function nextToWorkOn(
  rows: readonly ShownRow[],
  doneId: string,
  { tab, memberId, now, skipped }: { tab: InboxTab; memberId: string; now: number; skipped: ReadonlySet<string> },
): ReviewItem | null {
  const wanted = tab === 'mine' ? 'mine' : 'free'
  const index = rows.findIndex(({ item }) => item.id === doneId)
  const inTurn = [...rows.slice(index + 1), ...rows.slice(0, Math.max(0, index))]
  const open = inTurn.filter(({ item, gone }) => !gone && leaseOf(item, memberId, now).kind === wanted)
  const found = open.find(({ item }) => !skipped.has(item.id)) ?? open[0]
  return found?.item ?? null
}

/** Work goes on from item to item where work is; in the other tabs the reader looks things up. */
export const goesOn = (tab: InboxTab) => tab === 'open' || tab === 'mine'
