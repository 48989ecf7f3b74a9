import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ARRIVE_MS, openPresence, TYPING_MS } from './presence-heartbeat'

let said: string[]
let presence: ReturnType<typeof openPresence>
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  said = []
  presence = openPresence({
    here: async (typing) => void said.push(typing ? 'types' : 'here'),
    left: async (closing) => void said.push(closing ? 'closed' : 'left'),
  })
})
afterEach(() => void vi.useRealTimers())

test('a sign of life when the item is looked at and every 10 seconds, and none after it was left', async () => {
  presence.shown()
  await pass(ARRIVE_MS + 20_000)
  expect(said).toEqual(['here', 'here', 'here'])
  presence.left()
  await pass(60_000)
  expect(said.slice(3)).toEqual(['left'])
})

test('an item passed by on the way through the list was never looked at', async () => {
  presence.shown()
  await pass(ARRIVE_MS - 1)
  presence.left()
  presence.left(true)
  await pass(60_000)
  expect(said).toEqual([])
})

test('typing is said when it begins, with each sign of life, and ends 6 seconds after the last letter', async () => {
  presence.shown()
  await pass(ARRIVE_MS)
  for (let letter = 0; letter < 24; letter++) {
    presence.typed()
    await pass(500)
  }
  expect(said).toEqual(['here', 'types', 'types'])
  await pass(TYPING_MS)
  expect(said.slice(3)).toEqual(['here'])
})

test('who types at once has arrived', async () => {
  presence.shown()
  presence.typed()
  await pass(ARRIVE_MS)
  expect(said).toEqual(['types'])
})

test('out of view nothing is said; back in view she is there again', async () => {
  presence.shown()
  await pass(ARRIVE_MS)
  presence.typed()
  presence.hidden()
  await pass(60_000)
  expect(said).toEqual(['here', 'types'])
  presence.shown()
  presence.shown()
  await pass(ARRIVE_MS)
  expect(said).toEqual(['here', 'types', 'here'])
})

test('leaving waits for the sign of life under way, unless the page closes', async () => {
  const order: string[] = []
  const here = async () => {
    await new Promise((done) => setTimeout(done, 1_000))
    order.push('here')
  }
  const slow = openPresence({ here, left: async (closing) => void order.push(closing ? 'closed' : 'left') })
  slow.shown()
  await pass(ARRIVE_MS)
  slow.left()
  expect(order).toEqual([])
  await pass(1_000)
  expect(order).toEqual(['here', 'left'])
  slow.typed()
  slow.left(true)
  expect(order.at(-1)).toBe('closed')
})
