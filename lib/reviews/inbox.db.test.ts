import { expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { claimItem } from './claim-service'
import { checkedInboxQuery } from './cursor'
import { reopenItem, resolveItem } from './decision-service'
import { type InboxSort, inboxSorts } from './filter'
import { type InboxTab, inboxFacets, inboxPage, inboxTabs } from './schema'
import { listFacets, listInbox, listSelection } from './service'

useTestDatabase()

const query = (tab: InboxTab, cursor?: string | null, limit = 50, sort: InboxSort = 'due') =>
  checkedInboxQuery.parse({ tab, cursor: cursor ?? undefined, limit, sort })
const hours = (from: number) => new Date(Date.now() + from * 3_600_000)

async function resolved(member: SignedInMember, id: string) {
  const { item } = await claimItem(member, id)
  const request = { version: item!.version, outcome: 'no-action-needed', reason: '', idempotencyKey: newId() } as const
  return resolveItem(member, id, request)
}

type Walk = { limit?: number; sort?: InboxSort; between?: () => Promise<void> }

async function walk(member: SignedInMember, tab: InboxTab, { limit = 50, sort, between = async () => {} }: Walk = {}) {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page = await listInbox(member, query(tab, cursor, limit, sort))
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.nextCursor
    await between()
  } while (cursor)
  return ids
}

test('an empty inbox has no rows and true counts', async () => {
  const member = await (await createDesk()).member()
  const nothing = { free: 0, heldByMe: 0, heldByOthers: 0, snoozed: 0, overdue: 0, resolved: 0 }
  for (const tab of inboxTabs)
    expect(await listInbox(member, query(tab))).toEqual({
      rows: [],
      nextCursor: null,
      counts: { ...nothing, othersUntil: null, snoozedUntil: null },
      matching: null,
    })
  expect(await listFacets(member, 'open')).toEqual({ campaigns: [], failed: [], holders: [] })
})

test('each tab shows its items in its order, the counts are those of the asking member', async () => {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member('recruiter', 'Ada'), await desk.member('recruiter', 'Bob')]
  const items = []
  for (let n = 0; n < 6; n++) items.push(await desk.reviewItem({ openedAt: new Date(Date.UTC(2026, 0, 1, 0, n)) }))
  const ids = items.map(({ id }) => id)
  await claimItem(ada, ids[1]!)
  await claimItem(bob, ids[2]!)
  await claimItem(bob, ids[5]!)
  await db().$executeRaw`UPDATE review_items SET lease_until = clock_timestamp() WHERE id = ${ids[5]}::uuid`
  await resolved(ada, ids[3]!)
  await resolved(bob, ids[0]!)
  const open = await listInbox(ada, query('open'))
  expect(inboxPage.parse(open)).toEqual(open)
  expect(open.rows.map(({ id }) => id)).toEqual([ids[1], ids[2], ids[4], ids[5]])
  expect(open.rows.map(({ holder }) => holder?.name)).toEqual(['Ada', 'Bob', undefined, undefined])
  expect(open.counts).toEqual({
    ...{ free: 2, heldByMe: 1, heldByOthers: 1, snoozed: 0, overdue: 0, resolved: 2 },
    othersUntil: open.rows[1]!.holder!.until,
    snoozedUntil: null,
  })
  expect(await walk(ada, 'mine')).toEqual([ids[1]])
  expect(await walk(bob, 'mine')).toEqual([ids[2]])
  expect(await walk(ada, 'resolved')).toEqual([ids[0], ids[3]])
})

test('what sleeps is in its own tab, by waking; the counts tell when the first wakes and what is overdue', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  const asleep = (from: number) => desk.reviewItem({ snoozedUntil: hours(from), dueAt: hours(-1) })
  const [late, soon, over] = [await asleep(5), await asleep(2), await asleep(-0.01)]
  const due = [
    await desk.reviewItem(),
    await desk.reviewItem({ dueAt: hours(1) }),
    await desk.reviewItem({ dueAt: hours(-2) }),
  ]
  expect(await walk(member, 'open')).toEqual([due[2]!.id, over.id, due[1]!.id, due[0]!.id])
  expect(await walk(member, 'snoozed')).toEqual([soon.id, late.id])
  const { counts, rows } = await listInbox(member, query('snoozed'))
  expect(counts).toMatchObject({ free: 4, snoozed: 2, overdue: 2, snoozedUntil: rows[0]!.snooze!.until })
})

test.each(inboxSorts)('pages by %s hold every item once, also when many share one microsecond', async (sort) => {
  const desk = await createDesk()
  const member = await desk.member()
  const items = await Promise.all(Array.from({ length: 23 }, (_, n) => desk.reviewItem({ flagCount: n })))
  await db().$executeRaw`
    UPDATE review_items SET opened_at = timestamptz '2026-01-01 00:00:00.000001Z' + (flag_count % 2) * interval '1 microsecond',
      due_at = CASE WHEN flag_count % 3 > 0 THEN timestamptz '2026-01-02 00:00:00.000001Z' + (flag_count % 3) * interval '1 microsecond' END
    WHERE organization_id = ${desk.organizationId}::uuid`
  await db().$executeRaw`
    UPDATE conversations c SET score = CASE WHEN flag_count % 3 > 0 THEN 0.1 + 0.2 * (flag_count % 3) END FROM review_items i
    WHERE i.organization_id = c.organization_id AND i.record_key = c.record_key AND c.organization_id = ${desk.organizationId}::uuid`
  const whole = await walk(member, 'open', { limit: 24, sort })
  expect(new Set(whole)).toEqual(new Set(items.map(({ id }) => id)))
  for (const limit of [1, 2, 7, 23]) expect(await walk(member, 'open', { limit, sort })).toEqual(whole)
})

test('an item that stays in its tab is neither skipped nor shown twice while others come and go', async () => {
  const desk = await createDesk()
  const [reader, worker] = [await desk.member(), await desk.member()]
  const at = (n: number) => ({ openedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, n)) })
  const items = []
  for (let n = 0; n < 30; n++) items.push(await desk.reviewItem(at(n * 2)))
  const moving = items.filter((_, n) => n % 5 === 2).map(({ id }) => id)
  let round = 0
  const between = async () => {
    const id = moving[round++]
    if (id) await resolved(worker, id)
    if (id && round % 2) await reopenItem(worker, id, { version: 2, reason: 'Too soon.' })
    await desk.reviewItem(at(round * 7 + 1))
  }
  const ids = await walk(reader, 'open', { limit: 4, between })
  const staying = items.map(({ id }) => id).filter((id) => !moving.includes(id))
  expect(ids.filter((id) => staying.includes(id))).toEqual(staying)
  const page = await listInbox(reader, query('resolved', null, 100))
  expect(page.rows.length).toBe(page.counts.resolved)
})

test('the inbox shows nothing of another organization and counts none of it', async () => {
  const [desk, other] = [await createDesk(), await createDesk()]
  await resolved(await desk.member(), (await desk.reviewItem({}, { campaignId: 'Ours' })).id)
  await desk.reviewItem({}, { campaignId: 'Ours' })
  const page = await listInbox(await other.member(), query('open'))
  expect(page).toMatchObject({ rows: [], counts: { free: 0, resolved: 0 } })
  const stranger = await other.member()
  for (const tab of inboxTabs) {
    expect((await listInbox(stranger, query(tab))).rows).toEqual([])
    expect(await listSelection(stranger, { tab, filter: {} })).toEqual({ items: [], more: false })
    expect(await listFacets(stranger, tab)).toEqual({ campaigns: [], failed: [], holders: [] })
  }
})

test('what is no cursor of this list is refused by field', () => {
  const id = newId()
  const time = '2026-01-01T00:00:00.000000Z'
  const columns: unknown[] = [
    null,
    [],
    ['due', [time, time], 'no-uuid'],
    ['due', [time], id],
    ['due', ['2026-01-01', time], id],
    ['due', [time, 'infinity'], id],
    ['due', ['2026-99-01T00:00:00.000000Z', time], id],
    ['oldest', [time], id],
    ['score', ['1.5', time], id],
    [time, id],
  ]
  for (const cursor of ['', 'x', '!!!', ...columns.map(encodeCursorOf)]) {
    const result = checkedInboxQuery.safeParse({ cursor })
    const paths = result.error?.issues.map(({ path }) => path)
    expect(paths, cursor).toEqual([['cursor']])
  }
  expect(checkedInboxQuery.safeParse({ cursor: encodeCursorOf(['due', ['infinity', time], id]) }).success).toBe(true)
})

test('a cursor leads on only in the order and tab that it came from', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  for (let n = 0; n < 3; n++) await desk.reviewItem()
  for (const sort of inboxSorts) {
    const { nextCursor: cursor } = await listInbox(member, query('open', null, 1, sort))
    for (const tab of inboxTabs)
      for (const other of inboxSorts) {
        const fits =
          other === sort &&
          (tab === 'open' || tab === 'mine' || (tab === 'snoozed' && sort !== 'due') || sort === 'score')
        const result = checkedInboxQuery.safeParse({ tab, sort: other, cursor })
        expect([tab, other, result.success]).toEqual([tab, other, fits])
      }
  }
})

test('what there is to filter by: each name with its items in that tab, the most frequent first', async () => {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member('recruiter', 'Ada'), await desk.member('recruiter', 'Bob')]
  const item = async (campaignId: string | null, failed: string[] = []) => {
    const { id, recordKey } = await desk.reviewItem({}, { campaignId })
    const { organizationId } = desk
    const outcomes = failed.map((question, position) => ({
      organizationId,
      recordKey,
      position,
      question,
      verdict: 'failed',
    }))
    await db().screeningOutcome.createMany({ data: outcomes })
    return id
  }
  await claimItem(ada, await item('Leeds', ['Licence?', 'Licence?', 'Nights?']))
  await claimItem(bob, await item('Leeds', ['Nights?']))
  await claimItem(bob, await item('Utrecht'))
  await resolved(ada, await item(null, ['Elsewhere?']))
  const facets = await listFacets(ada, 'open')
  expect(inboxFacets.parse(facets)).toEqual(facets)
  expect(facets).toEqual({
    campaigns: [
      { campaign: 'Leeds', count: 2 },
      { campaign: 'Utrecht', count: 1 },
    ],
    failed: [
      { question: 'Nights?', count: 2 },
      { question: 'Licence?', count: 1 },
    ],
    holders: [
      { memberId: bob.memberId, name: 'Bob', count: 2 },
      { memberId: ada.memberId, name: 'Ada', count: 1 },
    ],
  })
  expect(await listFacets(ada, 'resolved')).toEqual({
    campaigns: [],
    failed: [{ question: 'Elsewhere?', count: 1 }],
    holders: [],
  })
})

const encodeCursorOf = (columns: unknown) => Buffer.from(JSON.stringify(columns)).toString('base64url')
