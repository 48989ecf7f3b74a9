import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { reviewKeys } from './client'
import { toServerTime } from './client-clock'
import type { InboxCounts, InboxPage, InboxTab, ReviewItem, ReviewItemDetail } from './schema'

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

type Pages = InfiniteData<InboxPage>

/** Apart from the lists and details, so that it is neither refetched nor rolled back. */
const toldKey = (id: string) => ['review-item-as-told', id] as const

/**
 * The newest version of the item that this browser knows, or undefined. An item may be on no screen, its row gone by an
 * optimistic change and its detail not loaded: then it is what a command last answered.
 */
export function cachedItem(client: QueryClient, id: string): ReviewItem | undefined {
  const found: ReviewItem[] = []
  const detail = client.getQueryData<ReviewItemDetail>(reviewKeys.detail(id))
  if (detail) found.push(detail.item)
  const told = client.getQueryData<ReviewItem>(toldKey(id))
  for (const [, pages] of client.getQueriesData<Pages>({ queryKey: reviewKeys.lists })) {
    const row = pages?.pages.flatMap((page) => page.rows).find((candidate) => candidate.id === id)
    if (row) found.push(row)
  }
  if (told) found.push(told)
  // Of equal versions the first: what is on screen may carry an optimistic change.
  return found.sort((a, b) => b.version - a.version)[0]
}

/** What the server said of the item, whether it is on a screen or not. */
export function writeTold(client: QueryClient, item: ReviewItem, memberId: string): void {
  // First where it shows: the counts move by what was known before.
  writeItem(client, item, memberId)
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

export type CacheSnapshot = ReturnType<typeof takeSnapshot>

/** All that an optimistic change may touch, to put it back when the server refuses. */
export const takeSnapshot = (client: QueryClient) => client.getQueriesData({ queryKey: reviewKeys.all })

export function restoreSnapshot(client: QueryClient, snapshot: CacheSnapshot): void {
  for (const [key, data] of snapshot) client.setQueryData(key, data)
}
