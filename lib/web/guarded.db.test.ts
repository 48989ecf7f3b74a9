import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { closeDb } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { memberRoute } from './member-route'

useTestDatabase()

let member: SignedInMember
const real = () => process.env.DATABASE_URL!
beforeEach(async () => {
  member = await (await createDesk()).member()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const call = async (handle: () => Promise<Response>) =>
  memberRoute(
    'GET /api/review-items',
    {},
    handle,
  )((await TestBrowser.of(member)).request('/api/review-items'), {
    params: Promise.resolve({}),
  })

async function useDatabase(url: string) {
  await closeDb()
  process.env.DATABASE_URL = url
  forgetPerProcess('env')
}

test('a bug answers 500 without details, and the log tells where but never what somebody typed', async () => {
  const logged = vi.spyOn(log(), 'error').mockImplementation(() => {})
  const response = await call(async () => JSON.parse('{"candidate": "Ada Lovelace" oops'))
  expect(response.status).toBe(500)
  expect(await response.json()).toEqual({ type: '/problems/internal', title: 'Something went wrong here', status: 500 })
  expect(logged).toHaveBeenCalledTimes(1)
  const entry = JSON.stringify(logged.mock.calls)
  expect(entry).toContain('GET /api/review-items')
  expect(entry).toContain('guarded.db.test')
  expect(entry).not.toMatch(/Ada|Lovelace/)
})

test('a database that is away answers 503 with the time to wait, without waiting for a connection', async () => {
  vi.spyOn(log(), 'warn').mockImplementation(() => {})
  const url = real()
  await useDatabase('postgres://postgres@127.0.0.1:9/nothing')
  const begin = performance.now()
  const response = await call(async () => new Response('never'))
  // Not after the eight seconds for which a connection is waited for. The second is measured on real processes.
  expect(performance.now() - begin).toBeLessThan(6_000)
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('2')
  await useDatabase(url)
  expect((await call(async () => new Response('back'))).status).toBe(200)
})
