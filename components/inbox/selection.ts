import type { SeenItem } from '@/lib/reviews/bulk-schema'
import type { ReviewItem } from '@/lib/reviews/schema'
import type { ShownRow } from './list-merge'

/** An item as it was when it was selected. `item` is null when this browser has never loaded it. */
interface Seen {
  version: number
  item: ReviewItem | null
}
type SeenById = ReadonlyMap<string, Seen>

/**
 * What is selected in one view, by id and with the version that was seen: a command on it changes nothing that has
 * changed since. A row that leaves the list stays selected.
 */
export interface Selection {
  seen: SeenById
  /** Where a range begins, and where it ends for now. */
  anchor: string | null
  head: string | null
  /** What was selected before the range: it can shrink again. */
  base: SeenById
  /** All loaded rows were selected at once: the next step is all that match. */
  offersAll: boolean
  /** All that matched was selected; `more` = as much of it as a selection holds. */
  all: { more: boolean } | null
}

export const nothingSelected: Selection = {
  seen: new Map(),
  anchor: null,
  head: null,
  base: new Map(),
  offersAll: false,
  all: null,
}

type Rows = readonly ShownRow[]

/** Selects a row, or takes it out; the next range begins there. */
export function toggled(selection: Selection, item: ReviewItem): Selection {
  const seen = new Map(selection.seen)
  if (!seen.delete(item.id)) seen.set(item.id, seenNow(item))
  if (seen.size === 0) return nothingSelected
  return { ...selection, seen, base: seen, anchor: item.id, head: item.id, offersAll: false }
}

/** Selects from where the range began as far as `id`, and no longer what the range reached before. */
export function extendedTo(selection: Selection, rows: Rows, id: string): Selection {
  const ids = rows.map(({ item }) => item.id)
  const end = ids.indexOf(id)
  if (end === -1) return selection
  // Its row may have left the list: then the range begins where it ends.
  const found = ids.indexOf(selection.anchor ?? id)
  const begin = found === -1 ? end : found
  const range = rows.slice(Math.min(begin, end), Math.max(begin, end) + 1)
  return { ...selection, seen: withRows(selection.base, range), anchor: ids[begin]!, head: id, offersAll: false }
}

/** Selects every row of the list besides what is selected already. */
export function loadedSelected(selection: Selection, rows: Rows): Selection {
  const seen = withRows(selection.seen, rows)
  return seen.size === 0 ? nothingSelected : { ...selection, seen, base: seen, offersAll: true }
}

/** Selects all that the view shows at this moment, loaded or not. What was selected before keeps its seen version. */
export function allSelected(
  selection: Selection,
  rows: Rows,
  { items, more }: { items: readonly SeenItem[]; more: boolean },
): Selection {
  const loaded = new Map(rows.map(({ item }) => [item.id, item]))
  const asSeen = ({ id, version }: SeenItem): [string, Seen] => {
    const item = loaded.get(id)
    return [id, { version, item: item?.version === version ? item : null }]
  }
  const seen = new Map([...items.map(asSeen), ...selection.seen])
  return { ...nothingSelected, seen, base: seen, all: { more } }
}

/**
 * What the member does to a claim of her own is no news to her: the lease that renews itself while she reads must not
 * put her own item beside her selection. Every other change leaves the seen version, so that the server skips the item.
 */
export function withOwnClaims(selection: Selection, rows: Rows, memberId: string): Selection {
  const renewed = rows.filter(({ item }) => isOwnClaim(selection.seen.get(item.id), item, memberId))
  if (renewed.length === 0) return selection
  const renew = (seen: SeenById) => {
    const next = new Map(seen)
    for (const { item } of renewed) if (seen.has(item.id)) next.set(item.id, seenNow(item))
    return next
  }
  return { ...selection, seen: renew(selection.seen), base: renew(selection.base) }
}

function isOwnClaim(seen: Seen | undefined, now: ReviewItem, memberId: string): boolean {
  if (!seen?.item || now.version <= seen.version) return false
  const isHers = [seen.item.holder, now.holder].every((holder) => !holder || holder.memberId === memberId)
  const withoutClaim = (item: ReviewItem) => JSON.stringify({ ...item, version: 0, holder: null })
  return isHers && Boolean(seen.item.holder ?? now.holder) && withoutClaim(seen.item) === withoutClaim(now)
}

const seenNow = (item: ReviewItem): Seen => ({ version: item.version, item })

function withRows(seen: SeenById, rows: Rows): SeenById {
  const next = new Map(seen)
  for (const { item, gone } of rows) if (!gone && !next.has(item.id)) next.set(item.id, seenNow(item))
  return next
}

/** As the server is told. */
export const selectedItems = ({ seen }: Selection): SeenItem[] =>
  [...seen].map(([id, { version }]) => ({ id, version }))

/** Those of the selected that this browser knows, as they were seen. */
export const knownItems = ({ seen }: Selection): ReviewItem[] => [...seen.values()].flatMap(({ item }) => item ?? [])

/** How many of the selected are among these rows. */
export const shownCount = ({ seen }: Selection, rows: Rows) =>
  rows.filter(({ item, gone }) => !gone && seen.has(item.id)).length

/** Of the rows in the list: all, some or none. */
export function listState(selection: Selection, rows: Rows): 'all' | 'some' | 'none' {
  const there = rows.filter(({ gone }) => !gone).length
  const shown = shownCount(selection, rows)
  if (there > 0 && shown === there) return 'all'
  return selection.seen.size > 0 ? 'some' : 'none'
}
