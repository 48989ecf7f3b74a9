import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { inboxListOptions, reviewKeys } from './client'
import { cachedItem } from './client-cache'
import { claimItem, extendClaim, resolveItem } from './client-commands'
import type { InboxPage, ReviewItem } from './schema'

const ana = { memberId: 'ana', name: 'Ana Pereira' }
const ids = { one: '01890000-0000-7000-8000-000000000001' }

const item = (part: Partial<ReviewItem> = {}) => anItem({ id: ids.one, ...part })
const held = heldBy
const counts = {
  free: 1,
  heldByMe: 0,
  heldByOthers: 0,
  othersUntil: null,
  snoozed: 0,
  snoozedUntil: null,
  overdue: 0,
  resolved: 0,
}
const decision = { outcome: 'proceed', reason: 'Good.', idempotencyKey: 'key-of-this-decision' } as const

/** What the server is asked, and its answer to each; a test opens the gate of each answer itself. */
type Asked = {
  method: string
  path: string
  body: { version?: number } | undefined
  answer: (status: number, body: unknown) => void
}
let asked: Asked[]
let client: QueryClient

beforeEach(() => {
  asked = []
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const page: InboxPage = { rows: [item()], nextCursor: null, counts, matching: null }
  client.setQueryData(inboxListOptions({ tab: 'open', filter: {} }).queryKey, { pages: [page], pageParams: [null] })
  client.setQueryData(reviewKeys.counts, counts)
  vi.stubGlobal(
    'fetch',
    (path: string, init: RequestInit) =>
      new Promise<Response>((resolve) => {
        const answer = (status: number, body: unknown) => resolve(new Response(JSON.stringify(body), { status }))
        asked.push({ method: init.method!, path, body: init.body ? JSON.parse(String(init.body)) : undefined, answer })
      }),
  )
})
afterEach(() => {
  client.clear()
  vi.unstubAllGlobals()
})

const rows = () =>
  client.getQueryData(inboxListOptions({ tab: 'open', filter: {} }).queryKey)!.pages.flatMap((page) => page.rows)
const nextRequest = (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count))

test('a claim shows at once, and a lost race shows who won instead', async () => {
  const result = claimItem(client, ana, ids.one)
  await nextRequest(1)
  expect(rows()[0]?.holder?.memberId).toBe('ana')
  expect(client.getQueryData(reviewKeys.counts)).toMatchObject({ free: 0, heldByMe: 1 })
  const holder = held('bo', 'Bo Lee')
  asked[0]!.answer(409, {
    type: '/problems/conflict',
    title: 'Somebody else was first',
    status: 409,
    reason: 'held-by-other',
    holder,
    item: item({ version: 1, holder }),
  })
  expect(await result).toMatchObject({ ok: false, holder: { name: 'Bo Lee' }, problem: { reason: 'held-by-other' } })
  expect(rows()[0]).toMatchObject({ version: 1, holder: { memberId: 'bo' } })
  expect(client.getQueryData(reviewKeys.counts)).toMatchObject({ free: 0, heldByMe: 0, heldByOthers: 1 })
})

test('a resolution waits for an extension under way and presents the version that it returned', async () => {
  const mine = held('ana', 'Ana Pereira')
  const extended = extendClaim(client, ana, ids.one)
  const resolved = resolveItem(client, ana, ids.one, decision)
  await nextRequest(1)
  expect(asked[0]).toMatchObject({ method: 'PATCH' })
  asked[0]!.answer(200, { item: item({ version: 5, holder: mine }) })
  await nextRequest(2)
  expect(asked[1]).toMatchObject({ method: 'POST', body: { version: 5, outcome: 'proceed' } })
  asked[1]!.answer(200, { item: item({ version: 6, state: 'resolved' }) })
  expect([(await extended).ok, (await resolved).ok]).toEqual([true, true])
})

test('R and a quick decision: the version is known although row and detail are on no screen', async () => {
  const claimed = claimItem(client, ana, ids.one)
  const resolved = resolveItem(client, ana, ids.one, decision)
  await nextRequest(1)
  // By the optimistic resolution the row has left the list, and no detail was ever loaded.
  expect(rows()).toEqual([])
  asked[0]!.answer(200, { item: item({ version: 3, holder: held('ana', 'Ana Pereira') }) })
  await nextRequest(2)
  expect(asked[1]?.body).toMatchObject({ version: 3 })
  asked[1]!.answer(200, { item: item({ version: 4, state: 'resolved' }) })
  expect([(await claimed).ok, (await resolved).ok]).toEqual([true, true])
})

test('a refused resolution brings the row back as the server has it', async () => {
  const resolved = resolveItem(client, ana, ids.one, decision)
  await nextRequest(1)
  expect(rows()).toEqual([])
  asked[0]!.answer(409, {
    type: '/problems/conflict',
    title: 'Somebody else was first',
    status: 409,
    reason: 'stale-version',
    item: item({ version: 2, flagCount: 2 }),
  })
  expect(await resolved).toMatchObject({ ok: false, problem: { reason: 'stale-version' } })
  expect(rows()).toMatchObject([{ version: 2, flagCount: 2 }])
})

test('an unreachable server is a refusal too, and what was shown early is taken back', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  const result = await claimItem(client, ana, ids.one)
  expect(result).toMatchObject({ ok: false, problem: { type: '/problems/unreachable' }, holder: null })
  expect(cachedItem(client, ids.one)?.holder).toBeNull()
})
