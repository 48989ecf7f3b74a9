import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { afterPaint } from '@/lib/platform/frame'
import { PATIENT } from '@/lib/platform/testing/patience'
import { type BulkRequest, bulkRequest } from '@/lib/reviews/bulk-schema'
import { takeRemembered } from './bulk-memory'
import { lineWords } from './bulk-state-words'
import {
  bulkNow,
  dismissBulk,
  isBusy,
  isRunning,
  restoreBulk,
  resumeBulk,
  startBulk,
  stopBulk,
  undoLastBulk,
} from './bulk-store'

const command = { kind: 'snooze', until: '2030-01-01T09:00:00.000Z' } as const
const items = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    version: 0,
  }))

/** The page's own events, and what it keeps for the tab. */
let page: EventTarget
let kept: Map<string, string>
/** Requests that wait for a test to answer them. */
let asked: { path: string; request: BulkRequest; answer: (body: unknown, status?: number) => void }[]
const client = new QueryClient()

beforeEach(() => {
  page = new EventTarget()
  kept = new Map()
  asked = []
  vi.stubGlobal('window', page)
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run))
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body))
    return new Promise<Response>((resolve) => {
      const answer = (said: unknown, status = 200) => resolve(new Response(JSON.stringify(said), { status }))
      asked.push({ path, request: path.endsWith('undo') ? body : bulkRequest.parse(body), answer })
    })
  })
})
afterEach(async () => {
  dismissBulk()
  expect(bulkNow()).toBeNull()
  // What is said after the frame would otherwise be said in the next test, without a frame.
  await new Promise<void>(afterPaint)
  vi.unstubAllGlobals()
})

const nextRequest = (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count), PATIENT)
const ended = () => vi.waitFor(() => expect(isBusy(bulkNow())).toBe(false), PATIENT)
const answerAll = (n: number) => asked[n]!.answer({ done: asked[n]!.request.items.map(({ id }) => id), skipped: [] })
const words = () => lineWords(bulkNow()!)
/** Whether the browser would ask before it leaves the page. */
const asksBeforeLeaving = () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }))

test('a command goes through its parts, and the page is not left meanwhile without a question', async () => {
  expect(asksBeforeLeaving()).toBe(false)
  startBulk(client, 'ana', items(150), command)
  await nextRequest(1)
  expect([words(), asksBeforeLeaving()]).toEqual(['Snoozing 0 of 150', true])
  answerAll(0)
  await nextRequest(2)
  expect(words()).toBe('Snoozing 100 of 150')
  answerAll(1)
  await ended()
  expect([words(), asksBeforeLeaving()]).toEqual(['150 snoozed', false])
})

test('one command at a time: a second is not begun, and a running one is not taken off the screen', async () => {
  startBulk(client, 'ana', items(1), command)
  startBulk(client, 'ana', items(2), command)
  dismissBulk()
  await nextRequest(1)
  expect(bulkNow()?.run.total).toBe(1)
  answerAll(0)
  await ended()
})

test('stopped, it says what it left; asked to go on, it does the rest under the same name', async () => {
  startBulk(client, 'ana', items(150), command)
  await nextRequest(1)
  stopBulk()
  expect(bulkNow()?.stopping).toBe(true)
  answerAll(0)
  await ended()
  expect(words()).toBe('100 snoozed, 50 left as they were')
  resumeBulk(client)
  await nextRequest(2)
  expect(asked[1]!.request.batchId).toBe(asked[0]!.request.batchId)
  answerAll(1)
  await ended()
  expect(words()).toBe('150 snoozed')
})

test('an undo that breaks off is taken up where it was', async () => {
  startBulk(client, 'ana', items(2), command)
  await nextRequest(1)
  answerAll(0)
  await ended()
  const { batchId } = bulkNow()!.run
  void undoLastBulk(client, 'another batch')
  void undoLastBulk(client, batchId)
  await nextRequest(2)
  expect(asked[1]!.path).toBe('/api/review-items/bulk/undo')
  expect(asksBeforeLeaving()).toBe(true)
  asked[1]!.answer({ type: '/problems/no-session', title: 'Sign in again', status: 401 }, 401)
  await ended()
  expect(words()).toBe('0 put back')
  void undoLastBulk(client, batchId)
  await nextRequest(3)
  asked[2]!.answer({ done: items(2).map(({ id }) => id), skipped: [], next: null })
  await ended()
  expect(words()).toBe('2 put back')
})

test('who leaves the page all the same is told on coming back, and only she', async () => {
  startBulk(client, 'ana', items(250), command)
  await nextRequest(1)
  answerAll(0)
  await nextRequest(2)
  page.dispatchEvent(new Event('pagehide'))
  const stored = new Map(kept)
  expect(takeRemembered('bo')).toBeNull()
  kept = stored
  answerAll(1)
  await nextRequest(3)
  answerAll(2)
  await ended()
  dismissBulk()

  // The page is loaded again: it knows what had been answered by then.
  restoreBulk(takeRemembered('ana')!)
  expect(kept.size).toBe(0)
  expect(words()).toBe('100 snoozed, 100 not known, 50 left as they were')
  expect(isRunning(bulkNow())).toBe(false)
  resumeBulk(client)
  await nextRequest(4)
  expect(asked[3]!.request).toEqual(asked[1]!.request)
  answerAll(3)
  await nextRequest(5)
  answerAll(4)
  await ended()
  expect(words()).toBe('250 snoozed')
})
