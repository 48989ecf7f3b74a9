import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PATIENT } from '@/lib/platform/testing/patience'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { inboxListOptions, reviewKeys } from './client'
import { cachedItem, writeTold } from './client-cache'
import {
  claimItem,
  claimNext,
  extendClaim,
  handOverItem,
  holdClaim,
  reopenItem,
  resolveItem,
  skipItem,
  snoozeItem,
  undoAction,
  wakeItem,
} from './client-commands'
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
  key: string | undefined
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
        asked.push({
          method: init.method!,
          path,
          body: init.body ? JSON.parse(String(init.body)) : undefined,
          key: (init.headers as Record<string, string> | undefined)?.['idempotency-key'],
          answer,
        })
      }),
  )
})
afterEach(() => {
  client.clear()
  vi.unstubAllGlobals()
})

const rows = () =>
  client.getQueryData(inboxListOptions({ tab: 'open', filter: {} }).queryKey)!.pages.flatMap((page) => page.rows)
const nextRequest = (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count), PATIENT)

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
  asked[0]!.answer(200, { item: item({ version: 5, holder: mine }), actionId: 'action' })
  await nextRequest(2)
  expect(asked[1]).toMatchObject({ method: 'POST', body: { version: 5, outcome: 'proceed' } })
  asked[1]!.answer(200, { item: item({ version: 6, state: 'resolved' }), actionId: 'action' })
  expect([(await extended).ok, (await resolved).ok]).toEqual([true, true])
})

test('a command is sent after the frame that shows it, with the version that the screen had when it was given', async () => {
  const frames: (() => void)[] = []
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  const resolved = resolveItem(client, ana, ids.one, decision)
  await vi.waitFor(() => expect(rows()).toEqual([]), PATIENT)
  expect(asked).toEqual([])
  // A new flag that she has not seen comes between the key and the frame.
  writeTold(client, item({ version: 7 }), 'ana')
  for (const frame of frames) frame()
  await nextRequest(1)
  expect(asked[0]?.body).toMatchObject({ version: 0 })
  asked[0]!.answer(200, { item: item({ version: 8, state: 'resolved' }), actionId: 'action' })
  await resolved
})

test('R and a quick decision: the version is known although row and detail are on no screen', async () => {
  const claimed = claimItem(client, ana, ids.one)
  const resolved = resolveItem(client, ana, ids.one, decision)
  await nextRequest(1)
  // By the optimistic resolution the row has left the list, and no detail was ever loaded.
  expect(rows()).toEqual([])
  asked[0]!.answer(200, { item: item({ version: 3, holder: held('ana', 'Ana Pereira') }), actionId: 'action' })
  await nextRequest(2)
  expect(asked[1]?.body).toMatchObject({ version: 3 })
  asked[1]!.answer(200, { item: item({ version: 4, state: 'resolved' }), actionId: 'action' })
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

test('a refusal puts its own item back where it was, and leaves what another command did meanwhile', async () => {
  const [two, three] = ['01890000-0000-7000-8000-000000000002', '01890000-0000-7000-8000-000000000003']
  const list = inboxListOptions({ tab: 'open', filter: {} }).queryKey
  const threeFree = { ...counts, free: 3 }
  const page = {
    rows: [item(), item({ id: two }), item({ id: three })],
    nextCursor: null,
    counts: threeFree,
    matching: null,
  }
  client.setQueryData(list, { pages: [page], pageParams: [null] })
  client.setQueryData(reviewKeys.counts, threeFree)
  const refused = snoozeItem(client, ana, ids.one, until)
  await nextRequest(1)
  const done = claimItem(client, ana, two)
  const waiting = resolveItem(client, ana, three, decision)
  await nextRequest(3)
  const holder = held('ana', 'Ana Pereira')
  asked[1]!.answer(200, { item: item({ id: two, version: 1, holder }), actionId: 'action' })
  expect((await done).ok).toBe(true)
  asked[0]!.answer(503, { type: '/problems/unavailable', title: 'Not now', status: 503 })
  expect((await refused).ok).toBe(false)
  // One is free again, before two, which is hers; three is still resolved.
  expect(rows().map(({ id, version, holder }) => [id, version, holder?.memberId])).toEqual([
    [ids.one, 0, undefined],
    [two, 1, 'ana'],
  ])
  const now = { free: 1, heldByMe: 1, snoozed: 0, snoozedUntil: null, resolved: 1 }
  expect(client.getQueryData(reviewKeys.counts)).toMatchObject(now)
  expect(client.getQueryData(list)!.pages[0]!.counts).toMatchObject(now)
  asked[2]!.answer(200, { item: item({ id: three, version: 1, state: 'resolved' }), actionId: 'action' })
  await waiting
})

const until = '2026-01-15T09:00:00.000Z'
const ben = { memberId: 'ben', name: 'Ben Okoye' }
const url = `/api/review-items/${ids.one}`

test.each([
  ['hold', () => holdClaim(client, ana, ids.one, 60), 'PATCH', `${url}/claim`, { holdMinutes: 60 }],
  ['snooze', () => snoozeItem(client, ana, ids.one, until), 'POST', `${url}/snooze`, { until }],
  ['wake', () => wakeItem(client, ana, ids.one), 'DELETE', `${url}/snooze`, {}],
  ['skip', () => skipItem(client, ana, ids.one, 'Why'), 'POST', `${url}/skip`, { reason: 'Why' }],
  [
    'hand over to a member',
    () => handOverItem(client, ana, ids.one, { to: ben, note: 'Yours' }),
    'POST',
    `${url}/hand-over`,
    { to: { memberId: 'ben' }, note: 'Yours' },
  ],
  [
    'hand over to a role',
    () => handOverItem(client, ana, ids.one, { to: { role: 'admin' }, note: '' }),
    'POST',
    `${url}/hand-over`,
    { to: { role: 'admin' }, note: '' },
  ],
  ['re-open', () => reopenItem(client, ana, ids.one, 'Wrong'), 'DELETE', `${url}/resolution`, { reason: 'Wrong' }],
] as const)(
  '%s is sent with the version that was seen and a key of its own',
  async (_, command, method, path, body) => {
    const result = command()
    await nextRequest(1)
    expect(asked[0]).toMatchObject({ method, path, body: { ...body, version: 0 } })
    expect(asked[0]!.key).toMatch(/^[\x21-\x7e]{8,100}$/)
    asked[0]!.answer(200, { item: item({ version: 1 }), actionId: 'action' })
    expect(await result).toMatchObject({ ok: true, actionId: 'action' })
  },
)

test('a snooze takes the row away at once, and a refusal brings it back as the server has it', async () => {
  const snoozed = snoozeItem(client, ana, ids.one, until)
  await nextRequest(1)
  expect(rows()).toEqual([])
  expect(client.getQueryData(reviewKeys.counts)).toMatchObject({ free: 0, snoozed: 1 })
  asked[0]!.answer(409, {
    type: '/problems/conflict',
    title: 'Somebody else holds this item',
    status: 409,
    reason: 'held-by-other',
    item: item({ version: 1, holder: held('bo', 'Bo Lee') }),
  })
  expect((await snoozed).ok).toBe(false)
  expect(rows()).toMatchObject([{ version: 1, snooze: null, holder: { memberId: 'bo' } }])
})

test('a hand-over shows for whom the item waits, and a skip that it was passed over', async () => {
  const handedOver = handOverItem(client, ana, ids.one, { to: ben, note: '' })
  await nextRequest(1)
  expect(rows()).toMatchObject([{ preferred: { memberId: 'ben', name: 'Ben Okoye', role: null }, holder: null }])
  asked[0]!.answer(200, { item: item({ version: 1 }), actionId: 'one' })
  await handedOver
  const skipped = skipItem(client, ana, ids.one, '')
  await nextRequest(2)
  expect(rows()).toMatchObject([{ skipCount: 1 }])
  asked[1]!.answer(200, { item: item({ version: 2, skipCount: 1 }), actionId: 'two' })
  await skipped
})

test('undo shows the item as it was before, and names the action', async () => {
  const before = item({ flagReason: 'As it was' })
  const skipped = skipItem(client, ana, ids.one, '')
  await nextRequest(1)
  asked[0]!.answer(200, { item: item({ version: 1, skipCount: 1 }), actionId: 'the-skip' })
  await skipped
  const undone = undoAction(client, ana, ids.one, { actionId: 'the-skip', before })
  await nextRequest(2)
  expect(asked[1]).toMatchObject({ path: '/api/review-items/undo', body: { actionId: 'the-skip' } })
  expect(rows()).toMatchObject([{ version: 1, skipCount: 0, flagReason: 'As it was' }])
  asked[1]!.answer(200, { item: item({ version: 2 }), actionId: 'the-skip' })
  expect((await undone).ok).toBe(true)
})

test('an answer that got lost is asked for once more under the same key, and then known', async () => {
  const answers = [Promise.reject(new TypeError('Failed to fetch'))]
  const keys: unknown[] = []
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    keys.push((init.headers as Record<string, string>)['idempotency-key'])
    const done = { item: item({ version: 1, holder: held('ana') }), actionId: 'claim' }
    return answers.shift() ?? Promise.resolve(new Response(JSON.stringify(done)))
  })
  expect(await claimItem(client, ana, ids.one)).toMatchObject({ ok: true, item: { version: 1 } })
  expect(keys).toHaveLength(2)
  expect(keys[0]).toBe(keys[1])
})

test('claim-next leaves it to the server whose turn it is: nothing is sent but the key', async () => {
  const next = claimNext(client, ana)
  await nextRequest(1)
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/review-items/claim-next', body: undefined })
  expect(asked[0]!.key).toBeTruthy()
  asked[0]!.answer(200, { item: null, actionId: null, counts })
  expect(await next).toMatchObject({ item: null })
})
