import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLive } from './live-connection'

/** What the browser's EventSource would do, told by the test. */
class FakeSource extends EventTarget {
  readyState = 0
  close() {
    this.readyState = 2
  }
  tell(type: string, data?: unknown) {
    this.dispatchEvent(Object.assign(new Event(type), { data: JSON.stringify(data) }))
  }
  /** `final`: the browser will not try again by itself. */
  fail(final: boolean) {
    this.readyState = final ? 2 : 0
    this.tell('error')
  }
}

let sources: FakeSource[]
let heard: string[]
const source = () => sources.at(-1)!

function open() {
  const note = (what: string) => heard.push(what)
  return openLive(
    {
      onTopics: (topics) => note(`topics ${topics.join()}`),
      onGap: () => note('gap'),
      onSignedOut: () => note('signed out'),
      onState: note,
    },
    () => {
      sources.push(new FakeSource())
      return source() as unknown as EventSource
    },
  )
}

beforeEach(() => {
  vi.useFakeTimers()
  sources = []
  heard = []
})
afterEach(() => void vi.useRealTimers())

test('changes are passed on, and a message nobody can read still means that something changed', () => {
  open()
  source().tell('ready', {})
  source().tell('change', { topics: ['review-items'] })
  source().dispatchEvent(Object.assign(new Event('change'), { data: '{' }))
  expect(heard.filter((what) => what.startsWith('topics'))).toEqual([
    'topics review-items',
    'topics review-items,conversations,deliveries',
  ])
})

test('a short break is silent; a longer one is said, and what was missed is fetched when it is over', () => {
  open()
  source().tell('ready', {})
  source().fail(false)
  vi.advanceTimersByTime(1_000)
  source().tell('ready', {})
  vi.advanceTimersByTime(2_000)
  expect(heard).toEqual(['live', 'live'])
  source().fail(false)
  vi.advanceTimersByTime(1_500)
  vi.advanceTimersByTime(30_000)
  source().tell('resync', {})
  expect(heard.slice(2)).toEqual(['reconnecting', 'stopped', 'live', 'gap'])
})

test('a stream that is open but follows nothing any more is a broken one', () => {
  open()
  source().tell('ready', {})
  source().tell('stale', {})
  vi.advanceTimersByTime(2_000)
  expect(heard.at(-1)).toBe('reconnecting')
})

test('an answer that is no stream is asked again, later and later, and looked into by a request', () => {
  open()
  for (let time = 0; time < 4; time++) {
    source().fail(true)
    vi.advanceTimersByTime(20_000)
  }
  expect(sources).toHaveLength(5)
  expect(heard.filter((what) => what === 'gap')).toHaveLength(4)
})

test('signed out: the stream is left alone', () => {
  open()
  source().tell('signed-out', {})
  vi.advanceTimersByTime(60_000)
  expect([heard, sources.length, source().readyState]).toEqual([['signed out'], 1, 2])
})

test('a closed connection is silent for ever, and waking makes a new one', () => {
  const live = open()
  source().fail(false)
  live.close()
  vi.advanceTimersByTime(60_000)
  expect(heard).toEqual([])
  live.wake()
  expect(sources).toHaveLength(2)
})

test('a connection that died without a word is noticed by its silence, and what was missed is fetched', () => {
  open()
  source().tell('ready', {})
  for (let ping = 0; ping < 8; ping++) {
    vi.advanceTimersByTime(15_000)
    source().tell('ping')
  }
  expect([heard, sources.length]).toEqual([['live'], 1])
  vi.advanceTimersByTime(36_000)
  expect([heard.slice(1), sources.length]).toEqual([['gap'], 2])
  vi.advanceTimersByTime(2_000)
  expect(heard.at(-1)).toBe('reconnecting')
  source().tell('resync')
  expect(heard.slice(-2)).toEqual(['live', 'gap'])
})

test('after a sleep it connects anew within a second, and fetches everything', () => {
  open()
  source().tell('ready', {})
  // A sleeping machine runs no timers: its clock jumps.
  vi.setSystemTime(Date.now() + 10 * 60_000)
  vi.advanceTimersByTime(1_000)
  expect([heard.slice(1), sources.length]).toEqual([['gap'], 2])
})
