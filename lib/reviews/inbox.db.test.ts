import { expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { checkedInboxQuery } from './cursor'
import { type InboxTab, inboxPage } from './schema'
import { claimItem, listInbox, reopenItem, resolveItem } from './service'

useTestDatabase()

const query = (tab: InboxTab, cursor?: string | null, limit = 50) =>
  checkedInboxQuery.parse({ tab, cursor: cursor ?? undefined, limit })

async function resolved(member: SignedInMember, id: string) {
  const { item } = await claimItem(member, id)
  const request = { version: item!.version, outcome: 'no-action-needed', reason: '', idempotencyKey: newId() } as const
  return resolveItem(member, id, request)
}

async function walk(member: SignedInMember, tab: InboxTab, limit: number, between = async () => {}) {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page = await listInbox(member, query(tab, cursor, limit))
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.nextCursor
    await between()
  } while (cursor)
  return ids
}

test('an empty inbox has no rows and true counts', async () => {
  const member = await (await createDesk()).member()
  for (const tab of ['open', 'mine', 'resolved'] as const)
    expect(await listInbox(member, query(tab))).toEqual({
      rows: [],
      nextCursor: null,
      counts: { free: 0, heldByMe: 0, heldByOthers: 0, othersUntil: null, resolved: 0 },
    })
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
    ...{ free: 2, heldByMe: 1, heldByOthers: 1, resolved: 2 },
    othersUntil: open.rows[1]!.holder!.until,
  })
  expect(await walk(ada, 'mine', 50)).toEqual([ids[1]])
  expect(await walk(bob, 'mine', 50)).toEqual([ids[2]])
  expect(await walk(ada, 'resolved', 50)).toEqual([ids[0], ids[3]])
})

test('pages hold every item once, also when many share one microsecond', async () => {
  const desk = await createDesk()
  const member = await desk.member()
  const items = await Promise.all(Array.from({ length: 23 }, () => desk.reviewItem({ openedAt: new Date(0) })))
  await db().$executeRaw`
    UPDATE review_items SET opened_at = timestamptz '2026-01-01 00:00:00.000001Z' + (flag_count % 2) * interval '1 microsecond'
    WHERE organization_id = ${desk.organizationId}::uuid`
  for (const limit of [1, 2, 7, 23, 24]) {
    const ids = await walk(member, 'open', limit)
    expect(ids).toHaveLength(items.length)
    expect(new Set(ids)).toEqual(new Set(items.map(({ id }) => id)))
  }
})

test('an item that stays in its tab is neither skipped nor shown twice while others come and go', async () => {
  const desk = await createDesk()
  const [reader, worker] = [await desk.member(), await desk.member()]
  const at = (n: number) => ({ openedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, n)) })
  const items = []
  for (let n = 0; n < 30; n++) items.push(await desk.reviewItem(at(n * 2)))
  const moving = items.filter((_, n) => n % 5 === 2).map(({ id }) => id)
  let round = 0
  const ids = await walk(reader, 'open', 4, async () => {
    const id = moving[round++]
    if (id) await resolved(worker, id)
    if (id && round % 2) await reopenItem(worker, id, { version: 2, reason: '' })
    await desk.reviewItem(at(round * 7 + 1))
  })
  const staying = items.map(({ id }) => id).filter((id) => !moving.includes(id))
  expect(ids.filter((id) => staying.includes(id))).toEqual(staying)
  const page = await listInbox(reader, query('resolved', null, 100))
  expect(page.rows.length).toBe(page.counts.resolved)
})

test('the inbox shows nothing of another organization and counts none of it', async () => {
  const [desk, other] = [await createDesk(), await createDesk()]
  await resolved(await desk.member(), (await desk.reviewItem()).id)
  await desk.reviewItem()
  const page = await listInbox(await other.member(), query('open'))
  expect(page).toMatchObject({ rows: [], counts: { free: 0, resolved: 0 } })
  const resolvedPage = await listInbox(await other.member(), query('resolved'))
  expect(resolvedPage.rows).toEqual([])
})

test('what is no cursor of this list is refused by field', () => {
  const wrong = [
    '',
    'x',
    '!!!',
    'bnVsbA',
    btoa('[]'),
    btoa('["2026-01-01","no-uuid"]'),
    btoa(`["infinity","${newId()}"]`),
  ]
  for (const cursor of [...wrong, btoa(`["2026-99-01T00:00:00.000000Z","${newId()}"]`)]) {
    const result = checkedInboxQuery.safeParse({ cursor })
    expect(
      result.error?.issues.map(({ path }) => path),
      cursor,
    ).toEqual([['cursor']])
  }
})
