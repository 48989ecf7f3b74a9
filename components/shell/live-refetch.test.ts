import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRefetcher, refetchStale, type Stale, staleBy } from './live-refetch'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const recorder = (takesMs: number) => {
  const batches: Stale[][] = []
  const refetch = createRefetcher((stale) => {
    batches.push([...stale])
    return new Promise((resolve) => setTimeout(resolve, takesMs))
  }, 250)
  return { batches, refetch }
}

test('the first change is fetched at once; a storm of them four times a second, and the last one always', async () => {
  const { batches, refetch } = recorder(20)
  for (let change = 0; change < 100; change++) {
    refetch(['review-items'])
    await vi.advanceTimersByTimeAsync(10)
  }
  const during = batches.length
  refetch(['deliveries'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(during).toBeGreaterThanOrEqual(4)
  expect(during).toBeLessThanOrEqual(5)
  expect(batches.at(-1)).toContain('deliveries')
})

test('a change during a slow refetch is fetched again after it, not lost in it', async () => {
  const { batches, refetch } = recorder(5_000)
  refetch(['review-items'])
  await vi.advanceTimersByTimeAsync(100)
  refetch(['conversation-lists'])
  expect(batches).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(batches).toEqual([['review-items'], ['conversation-lists']])
})

test('a failed refetch does not stop the following ones', async () => {
  let calls = 0
  const refetch = createRefetcher(() => Promise.reject(new Error(`down ${++calls}`)), 250)
  refetch(['everything'])
  await vi.advanceTimersByTimeAsync(300)
  refetch(['everything'])
  await vi.advanceTimersByTimeAsync(300)
  expect(calls).toBe(2)
})

test('a burst that names no conversation makes every open one stale', () => {
  expect(staleBy(['review-items', 'conversation:c1', 'conversations'])).toEqual([
    'conversation:c1',
    'review-items',
    'conversation-lists',
  ])
  expect(staleBy(['conversations'])).toEqual(['conversation-lists', 'conversation-details', 'review-details'])
  expect(staleBy(['notifications'])).toEqual(['notifications'])
})

test('a change of one conversation makes it stale on its page and in the inbox, and no other', async () => {
  const client = new QueryClient()
  const keys = [
    ['conversations', 'detail', 'c1'],
    ['conversations', 'detail', 'c2'],
    ['review-items', 'detail', 'i1'],
    ['review-items', 'detail', 'i2'],
  ]
  client.setQueryData(keys[0]!, {})
  client.setQueryData(keys[1]!, {})
  client.setQueryData(keys[2]!, { conversation: { recordKey: 'c1' } })
  client.setQueryData(keys[3]!, { conversation: { recordKey: 'c2' } })
  await refetchStale(client, new Set<Stale>(['conversation:c1']))
  expect(keys.map((key) => client.getQueryState(key)?.isInvalidated)).toEqual([true, false, true, false])
  client.clear()
})
