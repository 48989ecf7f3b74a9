import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConversationDetail } from '@/lib/conversations/schema'
import { PATIENT } from '@/lib/platform/testing/patience'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { inboxCountsOptions, inboxListOptions, reviewItemOptions } from './client'
import { cachedItem } from './client-cache'
import { claimItem, releaseClaim, skipItem, snoozeItem } from './client-commands'
import type { InboxPage, ReviewItem } from './schema'

const ana = { memberId: 'ana', name: 'Ana Pereira' }
const id = '01890000-0000-7000-8000-000000000001'
const item = (part: Partial<ReviewItem> = {}) => anItem({ id, ...part })
const mine = heldBy('ana', 'Ana Pereira')
const counts = {
  ...{ free: 1, heldByMe: 0, heldByOthers: 0, othersUntil: null },
  ...{ snoozed: 0, snoozedUntil: null, overdue: 0, resolved: 0 },
}
const pageOf = (...rows: ReviewItem[]): InboxPage => ({ rows, nextCursor: null, counts, matching: null })
const open = inboxListOptions({ tab: 'open', filter: {} })
const conversation: ConversationDetail = {
  ...{
    recordKey: 'record',
    recordId: 'record',
    candidateName: null,
    campaign: null,
    status: 'ongoing',
    rawStatus: null,
  },
  ...{ aiOutcome: 'failed', score: null, optedOut: false, ended: false, recovered: false, contact: null },
  ...{ startedAt: null, endedAt: null, lastEventAt: '2026-01-14T14:00:00.000Z', reviewState: 'open', reviewItemId: id },
  ...{ humanOutcome: null, humanOutcomeBy: null, candidateId: null, externalId: null, externalCampaignId: null },
  ...{ campaignId: null, conversationUrl: null, outcomes: [], unknownTypes: [], timeline: [], notes: [] },
  acting: { connected: false, calls: [] },
}

let client: QueryClient
/** The commands as they were sent; a test answers each itself. What is read is answered at once, by `told`. */
let sent: ((status: number, body: unknown) => void)[]
let told: ReviewItem

beforeEach(() => {
  sent = []
  told = item()
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 0 } } })
  client.setQueryData(open.queryKey, { pages: [pageOf(item())], pageParams: [null] })
  client.setQueryData(inboxCountsOptions().queryKey, counts)
  vi.stubGlobal('fetch', async (path: string, { method }: RequestInit) => {
    const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
    if (method !== 'GET')
      return new Promise<Response>((resolve) => sent.push((status, body) => resolve(answer(body, status))))
    return answer(path.includes('?') ? pageOf(told) : { item: told, conversation, now: conversation.lastEventAt })
  })
})
afterEach(() => {
  client.clear()
  vi.unstubAllGlobals()
})

const commands = (count: number) => vi.waitFor(() => expect(sent).toHaveLength(count), PATIENT)
const readList = () => client.fetchInfiniteQuery(open)
const rows = () => client.getQueryData(open.queryKey)!.pages.flatMap((page) => page.rows)
const shown = () => rows().map(({ version, holder }) => [version, holder?.memberId])

test('what was read before a command was done does not take it off the screen', async () => {
  const claimed = claimItem(client, ana, id)
  await commands(1)
  await readList()
  expect(shown()).toEqual([[0, 'ana']])
  expect(client.getQueryData(open.queryKey)!.pages[0]!.counts).toMatchObject({ free: 0, heldByMe: 1 })
  expect(await client.fetchQuery(inboxCountsOptions())).toMatchObject({ free: 0, heldByMe: 1 })
  expect((await client.fetchQuery(reviewItemOptions(id))).item.holder?.memberId).toBe('ana')
  sent[0]!(200, { item: item({ version: 1, holder: mine }), actionId: 'claim' })
  await claimed
  told = item({ version: 2 })
  await readList()
  expect(shown()).toEqual([[2, undefined]])
  expect(await client.fetchQuery(inboxCountsOptions())).toMatchObject({ free: 1, heldByMe: 0 })
})

test('what takes its row out of the list keeps it out', async () => {
  const snoozed = snoozeItem(client, ana, id, '2026-01-15T09:00:00.000Z')
  await commands(1)
  await readList()
  expect(rows()).toEqual([])
  sent[0]!(503, { type: '/problems/unavailable', title: 'Not now', status: 503 })
  await snoozed
  expect(shown()).toEqual([[0, undefined]])
})

test('of two in a row the answer to the first does not show over the second', async () => {
  const claimed = claimItem(client, ana, id)
  const released = releaseClaim(client, ana, id)
  await commands(1)
  expect(shown()).toEqual([[0, undefined]])
  sent[0]!(200, { item: item({ version: 1, holder: mine }), actionId: 'claim' })
  await claimed
  expect(shown()).toEqual([[1, undefined]])
  told = item({ version: 1, holder: mine })
  await readList()
  expect(shown()).toEqual([[1, undefined]])
  await commands(2)
  sent[1]!(503, { type: '/problems/unavailable', title: 'Not now', status: 503 })
  await released
  expect(shown()).toEqual([[1, 'ana']])
})

test('what somebody else has done since is shown as it is', async () => {
  const skipped = skipItem(client, ana, id, '')
  await commands(1)
  told = item({ version: 1, holder: heldBy('bo', 'Bo Lee') })
  await readList()
  expect(rows()).toMatchObject([{ version: 1, skipCount: 0, holder: { memberId: 'bo' } }])
  sent[0]!(409, { type: '/problems/conflict', title: 'Held', status: 409, item: told })
  await skipped
  expect(cachedItem(client, id)).toMatchObject({ version: 1, holder: { memberId: 'bo' } })
})
