import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { inboxListOptions, reviewKeys } from './client'
import { writeItem } from './client-cache'
import { belongsTo, moveCounts } from './client-piles'
import type { InboxFilter } from './filter'
import { type InboxCounts, type InboxPage, type InboxTab, inboxTabs, type ReviewItem } from './schema'

const now = Date.parse('2026-01-14T14:00:00.000Z')
const [past, soon, later] = [
  '2026-01-14T13:00:00.000Z',
  '2026-01-14T15:00:00.000Z',
  '2026-01-15T09:00:00.000Z',
] as const
const counts: InboxCounts = {
  ...{ free: 5, heldByMe: 1, heldByOthers: 2, othersUntil: null },
  ...{ snoozed: 1, snoozedUntil: later, overdue: 1, resolved: 9 },
}
const asleep = (until: string = soon) => anItem({ snooze: { until, byMemberId: 'me', byName: 'Me' } })
const piles = {
  free: anItem(),
  heldByMe: anItem({ holder: heldBy('me') }),
  heldByOthers: anItem({ holder: heldBy('ana') }),
  snoozed: asleep(),
  resolved: anItem({ state: 'resolved' }),
}
type Pile = keyof typeof piles
const names = Object.keys(piles) as Pile[]

test('each item is in the tabs that show its pile, and in no other', () => {
  const shows: Record<InboxTab, Pile[]> = {
    ...{ open: ['free', 'heldByMe', 'heldByOthers'], mine: ['heldByMe'], snoozed: ['snoozed'], resolved: ['resolved'] },
  }
  for (const tab of inboxTabs)
    expect(
      names.filter((pile) => belongsTo(tab, piles[pile], 'me')),
      tab,
    ).toEqual(shows[tab])
})

test('from whichever pile to whichever other, one goes and one comes', () => {
  for (const from of names)
    for (const to of names) {
      const expected = { ...counts }
      expected[from] -= 1
      expected[to] += 1
      expect(moveCounts(counts, piles[from], piles[to], 'me', now)).toMatchObject(
        Object.fromEntries(names.map((pile) => [pile, expected[pile]])),
      )
    }
})

test('what is past its due time counts as overdue while it is open and awake', () => {
  const late = (item: ReviewItem) => ({ ...item, dueAt: past })
  const overdueAfter = (before: ReviewItem, after: ReviewItem) => moveCounts(counts, before, after, 'me', now).overdue
  expect(overdueAfter(late(piles.free), late(piles.heldByMe))).toBe(1)
  expect(overdueAfter(late(piles.free), late(piles.snoozed))).toBe(0)
  expect(overdueAfter(late(piles.heldByMe), late(piles.resolved))).toBe(0)
  expect(overdueAfter(late(piles.snoozed), late(piles.free))).toBe(2)
  expect(overdueAfter({ ...piles.free, dueAt: past }, { ...piles.free, dueAt: later })).toBe(0)
  expect(overdueAfter({ ...piles.free, dueAt: soon }, { ...piles.snoozed, dueAt: soon })).toBe(1)
})

test('the first waking is the earliest that is known', () => {
  const until = (item: ReviewItem, from = piles.free) => moveCounts(counts, from, item, 'me', now).snoozedUntil
  expect(until(asleep(soon))).toBe(soon)
  expect(until(asleep('2026-02-01T00:00:00.000Z'))).toBe(later)
  expect(until(piles.free, asleep(later))).toBeNull()
})

test('a row leaves the tab that it no longer belongs to; a filter’s list keeps what the filter alone would judge', () => {
  const client = new QueryClient()
  const page: InboxPage = { rows: [piles.free], nextCursor: null, counts, matching: null }
  const list = (tab: InboxTab, filter: InboxFilter) => inboxListOptions({ tab, filter }).queryKey
  const [plain, filtered] = [list('open', {}), list('open', { holder: 'nobody' })]
  for (const key of [plain, filtered]) client.setQueryData(key, { pages: [page], pageParams: [null] })
  const rowsOf = (key: typeof plain) => client.getQueryData(key)!.pages.flatMap(({ rows }) => rows)

  writeItem(client, { ...piles.heldByMe, version: 1 }, 'me')
  expect([rowsOf(plain), rowsOf(filtered)].map((rows) => rows.map(({ holder }) => holder?.memberId))).toEqual([
    ['me'],
    ['me'],
  ])
  writeItem(client, { ...piles.snoozed, version: 2 }, 'me')
  expect([rowsOf(plain), rowsOf(filtered)]).toEqual([[], []])
  expect(client.getQueryData(plain)!.pages[0]!.counts).toMatchObject({ free: 4, heldByMe: 1, snoozed: 2 })
  expect(client.getQueryData(reviewKeys.counts)).toBeUndefined()
})
