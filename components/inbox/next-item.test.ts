import { expect, test } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { neighbour, nextToWorkOn } from './next-item'

const now = Date.parse('2026-01-14T14:20:00.000Z')
const afterLeases = Date.parse('2026-01-14T14:33:00.000Z')
const free = (id: string) => ({ item: anItem({ id }), gone: false })
const gone = (id: string) => ({ item: anItem({ id }), gone: true })
const held = (id: string, memberId: string) => ({ item: anItem({ id, holder: heldBy(memberId) }), gone: false })

test('after a resolve the work goes on below, past what others hold and what is gone, and then from the top', () => {
  const rows = [free('a'), free('done'), held('b', 'ana'), gone('c'), free('d')]
  expect(nextToWorkOn(rows, 'done', 'open', 'me', now)?.id).toBe('d')
  expect(nextToWorkOn(rows, 'd', 'open', 'me', now)?.id).toBe('a')
})

test('a lease that has run out makes its item one to work on', () => {
  const rows = [free('done'), held('b', 'ana')]
  expect(nextToWorkOn(rows, 'done', 'open', 'me', now)).toBeNull()
  expect(nextToWorkOn(rows, 'done', 'open', 'me', afterLeases)?.id).toBe('b')
})

test('among mine the next is mine', () => {
  const rows = [held('done', 'me'), free('a'), held('b', 'me')]
  expect(nextToWorkOn(rows, 'done', 'mine', 'me', now)?.id).toBe('b')
})

test('J and K walk over what is gone and stop at the ends', () => {
  const rows = [free('a'), gone('b'), free('c')]
  expect(neighbour(rows, 'a', 1)?.id).toBe('c')
  expect(neighbour(rows, 'c', 1)).toBeNull()
  expect(neighbour(rows, null, 1)?.id).toBe('a')
  expect(neighbour(rows, null, -1)?.id).toBe('c')
})
