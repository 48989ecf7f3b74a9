import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { fetchJson, isProblem, SESSION_ENDED_EVENT } from './fetch-json'

const shape = z.object({ name: z.string() })
const answer = (status: number, body: string) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })))
const failure = (path = '/api/x', init = {}) => fetchJson(shape, path, init).catch((error: unknown) => error)

afterEach(() => void vi.unstubAllGlobals())

test('data comes in the schema’s shape, and what the schema does not name is dropped', async () => {
  answer(200, '{"name":"Ana","extra":1}')
  expect(await fetchJson(shape, '/api/x')).toEqual({ name: 'Ana' })
})

test('a problem is thrown with its type and everything that it says', async () => {
  answer(409, '{"type":"/problems/conflict","title":"Somebody else was first","status":409,"reason":"held-by-other"}')
  const error = await failure()
  expect(isProblem(error, 'conflict')).toBe(true)
  expect(error).toMatchObject({ status: 409, problem: { reason: 'held-by-other' } })
})

test('an answer of another shape, an error page and a dead connection are problems too', async () => {
  answer(200, '{"name":1}')
  expect(isProblem(await failure(), 'unexpected-answer')).toBe(true)
  answer(502, '<html>Bad gateway</html>')
  expect(await failure()).toMatchObject({ status: 502, problem: { type: '/problems/unavailable' } })
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  expect(isProblem(await failure(), 'unreachable')).toBe(true)
})

test('a request that was given up is no problem: the abort itself is thrown', async () => {
  const controller = new AbortController()
  vi.stubGlobal('fetch', (_path: string, { signal }: RequestInit) => {
    controller.abort()
    return Promise.reject(signal!.reason)
  })
  expect(await failure('/api/x', { signal: controller.signal })).toMatchObject({ name: 'AbortError' })
})

test('a 401 tells the page that the session has ended', async () => {
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  const told = vi.fn()
  page.addEventListener(SESSION_ENDED_EVENT, told)
  answer(401, '{"type":"/problems/not-signed-in","title":"You are not signed in","status":401}')
  expect(isProblem(await failure(), 'not-signed-in')).toBe(true)
  expect(told).toHaveBeenCalledOnce()
})
