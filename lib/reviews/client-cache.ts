import { hashKey, type InfiniteData, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { reviewKeys } from './client'
import { belongsTo, moveCounts } from './client-piles'
import { asExpected } from './client-running'
import type { InboxCounts, InboxPage, InboxTab, ReviewItem, ReviewItemDetail } from './schema'

type Pages = InfiniteData<InboxPage>

/** Apart from the lists and details, so that it is neither refetched nor rolled back. */
const toldKey = (id: string) => ['review-item-as-told', id] as const

/**
 * The newest version of the item that this browser knows, or undefined. An item may be on no screen, its row gone by an
 * optimistic change and its detail not loaded: then it is what a command last answered.
 */
export function cachedItem(client: QueryClient, id: string): ReviewItem | undefined {
  // Of equal versions the first: what is on screen may carry an optimistic change.
  return newestOf([...onScreen(client, id), client.getQueryData<ReviewItem>(toldKey(id))])
}

const newestOf = (found: (ReviewItem | undefined)[]): ReviewItem | undefined =>
  found.filter((item) => item !== undefined).sort((a, b) => b.version - a.version)[0]

/** The item as its detail and its rows have it. */
function onScreen(client: QueryClient, id: string): ReviewItem[] {
  const detail = client.getQueryData<ReviewItemDetail>(reviewKeys.detail(id))
  const rows = client
    .getQueriesData<Pages>({ queryKey: reviewKeys.lists })
    .map(([, data]) => data?.pages.flatMap((page) => page.rows).find((row) => row.id === id))
  return [detail?.item, ...rows].filter((item) => item !== undefined)
}

/** What the server said of the item, whether it is on a screen or not. */
export function writeTold(client: QueryClient, item: ReviewItem, memberId: string): void {
  // First where it shows: the counts move by what was known before.
  writeItem(client, asExpected(client, item), memberId)
  noteTold(client, item)
}

/** Only keeps it in mind. */
export function noteTold(client: QueryClient, item: ReviewItem): void {
  const told = client.getQueryData<ReviewItem>(toldKey(item.id))
  if (!told || told.version <= item.version) client.setQueryData(toldKey(item.id), item)
}

/** Writes the item wherever it is shown; where it no longer belongs, it goes. Older versions than the known are dropped. */
export function writeItem(client: QueryClient, item: ReviewItem, memberId: string): void {
  const before = cachedItem(client, item.id)
  if (before && before.version > item.version) return
  client.setQueryData<ReviewItemDetail>(reviewKeys.detail(item.id), (detail) => detail && { ...detail, item })
  const recount = (counts: InboxCounts) => (before ? moveCounts(counts, before, item, memberId) : counts)
  client.setQueryData<InboxCounts>(reviewKeys.counts, (counts) => counts && recount(counts))
  for (const [key] of client.getQueriesData<Pages>({ queryKey: reviewKeys.lists })) {
    const { tab } = key[2] as { tab: InboxTab }
    client.setQueryData<Pages>(key, (pages) => pages && writeRow(pages, item, belongsTo(tab, item, memberId), recount))
  }
}

function writeRow(
  data: Pages,
  item: ReviewItem,
  belongs: boolean,
  recount: (counts: InboxCounts) => InboxCounts,
): Pages {
  const rowsOf = (page: InboxPage) =>
    belongs ? page.rows.map((row) => (row.id === item.id ? item : row)) : page.rows.filter((row) => row.id !== item.id)
  return { ...data, pages: data.pages.map((page) => ({ ...page, rows: rowsOf(page), counts: recount(page.counts) })) }
}

/** Where a row was: in which list, on which page, and which rows followed it there. */
interface Place {
  key: QueryKey
  page: number
  following: string[]
}

/** One item before an optimistic change, to put it back where it was when the server refuses. */
export interface ItemSnapshot {
  before: ReviewItem
  places: Place[]
}

/** `before`: the item as it is known now. */
export function takeSnapshot(client: QueryClient, before: ReviewItem): ItemSnapshot {
  const places = client.getQueriesData<Pages>({ queryKey: reviewKeys.lists }).flatMap(([key, data]) =>
    (data?.pages ?? []).flatMap(({ rows }, page) => {
      const index = rows.findIndex(({ id }) => id === before.id)
      return index < 0 ? [] : [{ key, page, following: rows.slice(index + 1).map(({ id }) => id) }]
    }),
  )
  return { before, places }
}

/**
 * Puts this one item back, and the counts that it moved: what other commands changed meanwhile stays. What is known of it
 * by now, if that is newer, goes before what was known then. `expected`: what the optimistic change made of it.
 */
export function restoreItem(client: QueryClient, snapshot: ItemSnapshot, expected: ReviewItem, memberId: string): void {
  const { before, places } = snapshot
  // What was told goes before what is on screen of the same version: that one may carry another command's change.
  const known = newestOf([client.getQueryData<ReviewItem>(toldKey(before.id)), ...onScreen(client, before.id)])
  const item = known && known.version > before.version ? known : before
  // A list that was loaded anew meanwhile shows it as it is: then nothing is counted twice.
  const shown = onScreen(client, before.id)[0] ?? expected
  const recount = (counts: InboxCounts) => moveCounts(counts, shown, item, memberId)
  client.setQueryData<ReviewItemDetail>(reviewKeys.detail(item.id), (detail) => detail && { ...detail, item })
  client.setQueryData<InboxCounts>(reviewKeys.counts, (counts) => counts && recount(counts))
  for (const [key] of client.getQueriesData<Pages>({ queryKey: reviewKeys.lists })) {
    const belongs = belongsTo((key[2] as { tab: InboxTab }).tab, item, memberId)
    const place = belongs ? places.find((candidate) => hashKey(candidate.key) === hashKey(key)) : undefined
    client.setQueryData<Pages>(key, (pages) => pages && writeRow(withRow(pages, item, place), item, belongs, recount))
  }
}

/** Its row before the first that followed it and is still there. */
function withRow(data: Pages, item: ReviewItem, place: Place | undefined): Pages {
  if (!place || data.pages.some(({ rows }) => rows.some(({ id }) => id === item.id))) return data
  const rowsOf = (rows: ReviewItem[]) => {
    const next = rows.findIndex(({ id }) => place.following.includes(id))
    return next < 0 ? [...rows, item] : rows.toSpliced(next, 0, item)
  }
  const pages = data.pages.map((page, index) => (index === place.page ? { ...page, rows: rowsOf(page.rows) } : page))
  return { ...data, pages }
}
