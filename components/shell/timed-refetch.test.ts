import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { noteServerTime } from '@/lib/reviews/client-clock'
import type { ReviewItem } from '@/lib/reviews/schema'
import { nextEnd, watchEnds } from './timed-refetch'

const NOW = Date.parse('2026-01-14T14:00:00.000Z')
const inSeconds = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString()
const counts = {
  ...{ free: 0, heldByMe: 0, heldByOthers: 0, othersUntil: null, snoozed: 0 },
  ...{ snoozedUntil: null, overdue: 0, resolved: 0 },
}
const LIST = ['review-items', 'list', { tab: 'open' }]

let client: QueryClient
let asked: number
let stop: () => void
beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
  noteServerTime(inSeconds(0))
  client = new QueryClient()
  asked = 0
  stop = watchEnds(client, () => void asked++)
})
afterEach(() => {
  stop()
  client.clear()
  vi.useRealTimers()
  noteServerTime(new Date().toISOString())
})

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)
const answer = (...items: Partial<ReviewItem>[]) =>
  client.setQueryData(LIST, { pages: [{ rows: items.map(anItem), nextCursor: null, counts }], pageParams: [null] })
const held = (seconds: number) => ({ ...heldBy('ben'), until: inSeconds(seconds) })
const snoozed = (seconds: number) => ({ until: inSeconds(seconds), byMemberId: null, byName: 'Ben' })

test('nothing known ends: nothing is asked', async () => {
  answer({})
  await pass(100_000)
  expect([asked, nextEnd(client, NOW)]).toEqual([0, Number.POSITIVE_INFINITY])
})

test.each<[string, Partial<ReviewItem>]>([
  ['a lease', { holder: held(60) }],
  ['a snooze', { snooze: snoozed(60) }],
  ['a due time', { dueAt: inSeconds(60) }],
])('%s that ends is asked about at that moment, once', async (_, item) => {
  answer(item)
  await pass(59.9)
  expect(asked).toBe(0)
  await pass(0.2)
  expect(asked).toBe(1)
  await pass(3_600)
  expect(asked).toBe(1)
})

test('the counts know of ends that no row on screen shows', async () => {
  client.setQueryData(['review-items', 'counts'], {
    ...counts,
    othersUntil: inSeconds(10),
    snoozedUntil: inSeconds(20),
  })
  await pass(11)
  expect(asked).toBe(1)
  await pass(10)
  expect(asked).toBe(2)
})

test('a detail’s lease counts, a resolved item’s due time does not', async () => {
  client.setQueryData(['review-items', 'detail', 'one'], { item: anItem({ holder: held(10) }) })
  answer({ state: 'resolved', dueAt: inSeconds(5) })
  await pass(9)
  expect(asked).toBe(0)
  await pass(2)
  expect(asked).toBe(1)
})

test('a lease that was renewed in time is asked about at its new end', async () => {
  answer({ holder: held(60) })
  await pass(30)
  answer({ holder: held(90) })
  await pass(40)
  expect(asked).toBe(0)
  await pass(21)
  expect(asked).toBe(1)
})

test('the end is judged by the server’s clock, not by a browser that is minutes off', async () => {
  noteServerTime(inSeconds(-300))
  answer({ holder: held(0) })
  await pass(299)
  expect(asked).toBe(0)
  await pass(2)
  expect(asked).toBe(1)
})

test('a snooze of a year neither fires at once nor is forgotten', async () => {
  const year = 365 * 86_400
  answer({ snooze: snoozed(year) })
  await pass(year - 60)
  expect(asked).toBe(0)
  await pass(61)
  expect(asked).toBe(1)
})

test('stopped, it asks no more', async () => {
  answer({ holder: held(10) })
  stop()
  await pass(100)
  expect(asked).toBe(0)
})
