import type { ReviewItem } from '@/lib/reviews/schema'

/** A row as it stands on screen. `gone`: no longer in this tab, but kept in its place until the reader looks away. */
export interface ShownRow {
  item: ReviewItem
  gone: boolean
}

/**
 * How still the list must be. `inserts`: it is scrolled, nothing may push rows down. `all`: the pointer or the keyboard
 * is in it, so that nothing may move at all.
 */
export type Hold = 'none' | 'inserts' | 'all'

const asShown = (item: ReviewItem): ShownRow => ({ item, gone: false })

/**
 * What to show of a fresh answer, and how many new items wait because they would push rows aside. While held, shown rows
 * keep their order and their facts change in place; what comes after the last row is added, which moves nothing.
 */
export function mergeRows(shown: readonly ShownRow[], fresh: readonly ReviewItem[], hold: Hold) {
  if (hold === 'none' || shown.length === 0) return { rows: fresh.map(asShown), withheld: 0 }
  const byId = new Map(fresh.map((item) => [item.id, item]))
  const shownIds = new Set(shown.map(({ item }) => item.id))
  const kept = shown.flatMap(({ item }) => {
    const now = byId.get(item.id)
    if (now) return [asShown(now)]
    return hold === 'all' ? [{ item, gone: true }] : []
  })
  const lastKnown = fresh.findLastIndex((item) => shownIds.has(item.id))
  const after = fresh.slice(lastKnown + 1)
  const withheld = fresh.slice(0, lastKnown + 1).filter((item) => !shownIds.has(item.id)).length
  return { rows: [...kept, ...after.map(asShown)], withheld }
}

/** How many rows at the end nobody has seen yet. */
export function unseenAtEnd(rows: readonly ShownRow[], seen: ReadonlySet<string>): number {
  const lastSeen = rows.findLastIndex(({ item }) => seen.has(item.id))
  return rows.length - 1 - lastSeen
}

export const sameRows = (a: readonly ShownRow[], b: readonly ShownRow[]) =>
  a.length === b.length && a.every((row, index) => row.item === b[index]!.item && row.gone === b[index]!.gone)
