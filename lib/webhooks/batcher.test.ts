import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { PATIENT } from '@/lib/platform/testing/patience'
import { Batcher } from './batcher'

/** Runs batches by hand: each waits until it is let go. */
function byHand(options: Partial<ConstructorParameters<typeof Batcher<number, string>>[0]> = {}) {
  const batches: { items: number[]; finish: () => void; fail: (error: Error) => void }[] = []
  const batcher = new Batcher<number, string>({
    run: (items) =>
      new Promise((resolve, reject) => {
        batches.push({ items, finish: () => resolve(items.map((item) => `done ${item}`)), fail: reject })
      }),
    maxItems: 100,
    maxWaiting: 100,
    ...options,
  })
  const started = (count: number) => vi.waitFor(() => expect(batches).toHaveLength(count), PATIENT)
  return { batcher, batches, started }
}

const LONG_MS = 5_000

test('a lonely item goes at once; what arrives while a batch is under way shares the next', async () => {
  const { batcher, batches, started } = byHand()
  const first = batcher.add(1, LONG_MS)
  await started(1)
  const later = [batcher.add(2, LONG_MS), batcher.add(3, LONG_MS)]
  batches[0]!.finish()
  expect(await first).toBe('done 1')
  await started(2)
  expect(batches[1]!.items).toEqual([2, 3])
  batches[1]!.finish()
  expect(await Promise.all(later)).toEqual(['done 2', 'done 3'])
})

test('never two batches at once, and nothing is answered before its own batch is done', async () => {
  const { batcher, batches, started } = byHand()
  let answered = 0
  const items = [1, 2, 3].map((item) => batcher.add(item, LONG_MS).then(() => answered++))
  await started(1)
  const more = batcher.add(4, LONG_MS)
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect([batches.length, answered]).toEqual([1, 0])
  batches[0]!.finish()
  await Promise.all(items)
  expect(answered).toBe(3)
  await started(2)
  batches[1]!.finish()
  await more
})

test('a batch holds at most so many items and bytes, but always one', async () => {
  const { batcher, batches, started } = byHand({ maxItems: 3, maxBytes: 10, sizeOf: (item) => item })
  const all = [20, 4, 4, 4, 1, 1, 1, 1].map((size) => batcher.add(size, LONG_MS))
  for (const [index, items] of [[20], [4, 4], [4, 1, 1], [1, 1]].entries()) {
    await started(index + 1)
    expect(batches[index]!.items).toEqual(items)
    batches[index]!.finish()
  }
  await Promise.all(all)
})

test('beyond the limits of waiting a new item is refused at once', async () => {
  const { batcher, batches, started } = byHand({ maxWaiting: 2, maxWaitingBytes: 10, sizeOf: (item) => item })
  const running = batcher.add(1, LONG_MS)
  await started(1)
  const first = batcher.add(8, LONG_MS)
  expect(await batcher.add(3, LONG_MS)).toBe('full')
  const second = batcher.add(2, LONG_MS)
  expect(await batcher.add(0, LONG_MS)).toBe('full')
  batches[0]!.finish()
  await running
  await started(2)
  batches[1]!.finish()
  expect(await Promise.all([first, second])).toEqual(['done 8', 'done 2'])
  const free = batcher.add(10, LONG_MS)
  await started(3)
  batches[2]!.finish()
  expect(await free).toBe('done 10')
})

test('an item whose time is over is answered `late` and not begun any more', async () => {
  const { batcher, batches, started } = byHand()
  const hung = batcher.add(1, 20)
  await started(1)
  const waiting = batcher.add(2, 20)
  const patient = batcher.add(3, LONG_MS)
  expect(await Promise.all([hung, waiting])).toEqual(['late', 'late'])
  batches[0]!.finish()
  await started(2)
  expect(batches[1]!.items).toEqual([3])
  batches[1]!.finish()
  expect(await patient).toBe('done 3')
})

test('a result that came while the event loop stood still is not late', async () => {
  const batcher = new Batcher<number, string>({
    run: async () => {
      // Done by another thread, while this one stands still beyond the item's time.
      const result = promisify(pbkdf2)('', '', 1, 4, 'sha256')
      const until = performance.now() + 1_000
      while (performance.now() < until);
      return [(await result).toString('hex')]
    },
    maxItems: 1,
    maxWaiting: 1,
  })
  const result = batcher.add(1, 60)
  expect(await result).toMatch(/^[0-9a-f]{8}$/)
})

test('a failed batch fails its own items only', async () => {
  const { batcher, batches, started } = byHand()
  const first = batcher.add(1, LONG_MS)
  await started(1)
  const second = batcher.add(2, LONG_MS)
  batches[0]!.fail(new Error('no'))
  await expect(first).rejects.toThrow('no')
  await started(2)
  batches[1]!.finish()
  expect(await second).toBe('done 2')
})

test('drained waits for what is under way and what waits', async () => {
  const { batcher, batches, started } = byHand()
  await batcher.drained()
  void batcher.add(1, LONG_MS)
  await started(1)
  void batcher.add(2, LONG_MS)
  let drained = false
  const draining = batcher.drained().then(() => {
    drained = true
  })
  batches[0]!.finish()
  await started(2)
  expect(drained).toBe(false)
  batches[1]!.finish()
  await draining
})
