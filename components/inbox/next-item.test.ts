import { expect, test } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import type { ShownRow } from './list-merge'
import { neighbour, nextToWorkOn } from './next-item'

const now = Date.parse('2026-01-14T14:20:00.000Z')
const afterLeases = Date.parse('2026-01-14T14:33:00.000Z')
const free = (id: string) => ({ item: anItem({ id }), gone: false })
const gone = (id: string) => ({ item: anItem({ id }), gone: true })
const held = (id: string, memberId: string) => ({ item: anItem({ id, holder: heldBy(memberId) }), gone: false })

const next = (rows: ShownRow[], doneId: string, part: Partial<Parameters<typeof nextToWorkOn>[2]> = {}) =>
  nextToWorkOn(rows, doneId, { tab: 'open', memberId: 'me', now, skipped: new Set(), ...part })?.id ?? null

test('after a resolve the work goes on below, past what others hold and what is gone, and then from the top', () => {
  const rows = [free('a'), free('done'), held('b', 'ana'), gone('c'), free('d')]
  expect(next(rows, 'done')).toBe('d')
  expect(next(rows, 'd')).toBe('a')
})

test('a lease that has run out makes its item one to work on', () => {
  const rows = [free('done'), held('b', 'ana')]
  expect(next(rows, 'done')).toBeNull()
  expect(next(rows, 'done', { now: afterLeases })).toBe('b')
})

test('among mine the next is mine', () => {
  const rows = [held('done', 'me'), free('a'), held('b', 'me')]
  expect(next(rows, 'done', { tab: 'mine' })).toBe('b')
})

test('what was passed over lately is offered again only when there is nothing else', () => {
  const rows = [free('a'), free('done'), free('b')]
  expect(next(rows, 'done', { skipped: new Set(['b']) })).toBe('a')
  expect(next(rows, 'done', { skipped: new Set(['a', 'b']) })).toBe('b')
})

test('an item that sleeps is nobody’s next', () => {
  const until = new Date(now + 60_000).toISOString()
  const asleep = { item: anItem({ id: 'z', snooze: { until, byMemberId: 'me', byName: 'Me' } }), gone: false }
  expect(next([free('done'), asleep], 'done')).toBeNull()
  expect(next([free('done'), asleep], 'done', { now: now + 60_000 })).toBe('z')
})

test('J and K walk over what is gone and stop at the ends', () => {
  const rows = [free('a'), gone('b'), free('c')]
  expect(neighbour(rows, 'a', 1)?.id).toBe('c')
  expect(neighbour(rows, 'c', 1)).toBeNull()
  expect(neighbour(rows, null, 1)?.id).toBe('a')
  expect(neighbour(rows, null, -1)?.id).toBe('c')
})
