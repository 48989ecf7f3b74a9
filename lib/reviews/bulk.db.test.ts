import { afterAll, expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import type { ConversationColumns, ItemColumns } from '@/lib/platform/testing/desk-rows'
import { createReviewItems } from '@/lib/platform/testing/many-items'
import { BULK_PART_MAX, type BulkAnswer, type BulkCommand, type SeenItem } from './bulk-schema'
import { runBulk, undoBulk } from './bulk-service'
import { claimItem, releaseClaim } from './claim-service'
import { resolveItem } from './decision-service'
import { raiseFlags } from './flag-service'
import { handOverItem, snoozeItem } from './turn-service'

useTestDatabase()
afterAll(closePublisher)

const NO_ACTION = { kind: 'resolve', outcome: 'no-action-needed', reason: '' } as const
const SNOOZE = { kind: 'snooze', until: new Date(Date.now() + 86_400_000).toISOString() } as const

interface Named {
  id: string
  recordKey: string
}

async function deskWith(
  count: number,
  columnsOf?: (n: number) => { item?: ItemColumns; conversation?: ConversationColumns },
) {
  const desk = await createDesk()
  const [ada, bob] = [await desk.member('recruiter', 'Ada'), await desk.member('recruiter', 'Bob')]
  const items = await createReviewItems(desk.organizationId, count, columnsOf)
  return { desk, ada, bob, items }
}

/** As a browser selects them now. */
async function seen(items: readonly Named[]): Promise<SeenItem[]> {
  const rows = await db().reviewItem.findMany({
    where: { id: { in: items.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id, version }) => ({ id, version }))
}

/** All parts, as the browser sends them. */
async function sendAll(member: SignedInMember, items: SeenItem[], command: BulkCommand, batchId = newId()) {
  const answers: BulkAnswer[] = []
  for (let at = 0; at < items.length; at += BULK_PART_MAX)
    answers.push(await runBulk(member, { batchId, items: items.slice(at, at + BULK_PART_MAX), command }))
  return { batchId, ...joined(answers) }
}

async function undoAll(member: SignedInMember, batchId: string) {
  const answers: BulkAnswer[] = []
  for (let after: string | null = null; ; ) {
    const { next, ...answer } = await undoBulk(member, { batchId, after })
    answers.push(answer)
    if (next === null) return joined(answers)
    after = next
  }
}

const joined = (answers: BulkAnswer[]): BulkAnswer => ({
  done: answers.flatMap(({ done }) => done),
  skipped: answers.flatMap(({ skipped }) => skipped),
})

/** Every column of every item but the version, which only ever rises. */
async function image({ organizationId }: Desk, ids?: string[]) {
  const rows = await db().reviewItem.findMany({ where: { organizationId, id: { in: ids } }, orderBy: { id: 'asc' } })
  return rows.map(({ version: _, ...row }) => row)
}

const done = async <T extends { ok: boolean }>(result: Promise<T>) => {
  const answer = await result
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer as Extract<T, { ok: true }>
}

const flagAgain = ({ organizationId }: Desk, { recordKey }: Named) =>
  transaction((tx) =>
    raiseFlags(organizationId, tx, [
      {
        ...{ recordKey, campaign: null, replacedFlags: [], news: [] },
        flags: [{ key: newId(), flaggedAt: new Date(), reason: 'Asks again' }],
      },
    ]),
  )

/** 15 claimed by a colleague, 12 flagged again, 10 resolved: what each is skipped for, by id. */
async function change37(desk: Desk, bob: SignedInMember, items: readonly Named[]) {
  const every = items.filter((_, n) => n % 8 === 3).slice(0, 37)
  const [claimed, flagged, resolved] = [every.slice(0, 15), every.slice(15, 27), every.slice(27)]
  for (const item of [...claimed, ...resolved]) await done(claimItem(bob, item.id))
  for (const item of flagged) await flagAgain(desk, item)
  for (const { id, version } of await seen(resolved))
    await done(resolveItem(bob, id, { version, outcome: 'proceed', reason: '', idempotencyKey: newId() }))
  const reasons = (some: Named[], reason: string) => some.map(({ id }) => [id, reason] as const)
  return new Map([
    ...reasons(claimed, 'held-by-other'),
    ...reasons(flagged, 'stale-version'),
    ...reasons(resolved, 'already-resolved'),
  ])
}

test('of 300 exactly the 37 that changed meanwhile are skipped, each with its reason; undo brings back exactly the rest', async () => {
  const { desk, ada, bob, items } = await deskWith(300)
  const selected = await seen(items)
  const changed = await change37(desk, bob, items)
  expect(changed.size).toBe(37)
  const before = await image(desk)

  const { batchId, ...answer } = await sendAll(ada, selected, { ...NO_ACTION, reason: 'Campaign is over.' })
  expect(new Map(answer.skipped.map(({ id, reason }) => [id, reason]))).toEqual(changed)
  expect(answer.skipped.every(({ candidateName }) => candidateName === 'Ada Lovelace')).toBe(true)
  const others = selected.filter(({ id }) => !changed.has(id)).map(({ id }) => id)
  expect(answer.done).toEqual(others)
  const resolutions = await db().resolution.findMany({ where: { memberId: ada.memberId } })
  expect(resolutions.map(({ reviewItemId }) => reviewItemId).sort()).toEqual(others)
  expect(new Set(resolutions.map(({ outcome, reason }) => `${outcome}: ${reason}`)).size).toBe(1)
  expect((await image(desk, others)).every(({ state }) => state === 'resolved')).toBe(true)
  expect(await image(desk, [...changed.keys()])).toEqual(before.filter(({ id }) => changed.has(id)))

  const undone = await undoAll(ada, batchId)
  expect(undone.skipped).toEqual([])
  expect([...undone.done].sort()).toEqual(others)
  expect(await image(desk)).toEqual(before)
  expect(await db().resolution.count({ where: { memberId: ada.memberId, reopenedAt: null } })).toBe(0)
  expect(await undoAll(ada, batchId)).toEqual({ done: [], skipped: [] })
})

test('every change by a bulk command is in the trail, and so is its undo', async () => {
  const { desk, ada, items } = await deskWith(120)
  const { batchId } = await sendAll(ada, await seen(items), NO_ACTION)
  await undoAll(ada, batchId)
  const entries = await db().auditEntry.groupBy({
    by: ['action'],
    where: { organizationId: desk.organizationId },
    _count: true,
  })
  expect(Object.fromEntries(entries.map(({ action, _count }) => [action, _count]))).toEqual({
    'item-resolved': 120,
    'action-undone': 120,
  })
})

test('a part that is sent again, also at the same moment, answers the same and changes nothing more', async () => {
  const { desk, ada, bob, items } = await deskWith(40)
  const request = { batchId: newId(), items: await seen(items), command: NO_ACTION }
  await done(claimItem(bob, items[7]!.id))
  const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => runBulk(ada, request)))
  expect(first!.done).toHaveLength(39)
  expect(first!.skipped).toEqual([{ id: items[7]!.id, candidateName: 'Ada Lovelace', reason: 'held-by-other' }])
  for (const other of others) expect(other).toEqual(first)
  const after = await seen(items)
  expect(await runBulk(ada, request)).toEqual(first)
  expect(await seen(items)).toEqual(after)
  expect(await db().resolution.count({ where: { organizationId: desk.organizationId } })).toBe(39)
})

test('what has changed since the bulk command is named by its undo and stays as it is', async () => {
  const { desk, ada, bob, items } = await deskWith(130)
  const { batchId } = await sendAll(ada, await seen(items), SNOOZE)
  const [claimed, flagged] = [items[4]!, items[110]!]
  await done(claimItem(bob, claimed.id))
  await flagAgain(desk, flagged)
  const kept = [claimed.id, flagged.id]
  const before = await image(desk, kept)
  const undone = await undoAll(ada, batchId)
  expect(new Map(undone.skipped.map((skipped) => [skipped.id, skipped]))).toEqual(
    new Map(kept.map((id) => [id, { id, candidateName: 'Ada Lovelace', reason: 'changed-since' }])),
  )
  expect(undone.done).toHaveLength(128)
  expect(await image(desk, kept)).toEqual(before)
  expect(await db().reviewItem.count({ where: { snoozedUntil: { not: null } } })).toBe(0)
})

test('a bulk command of a colleague cannot be undone, nor one of long ago', async () => {
  const { ada, bob, items } = await deskWith(3)
  const { batchId } = await sendAll(ada, await seen(items), NO_ACTION)
  expect(await undoAll(bob, batchId)).toEqual({ done: [], skipped: [] })
  await db().$executeRaw`UPDATE review_actions SET at = at - interval '6 minutes' WHERE batch_id = ${batchId}::uuid`
  const late = { reason: 'undo-too-late' }
  expect(await undoAll(ada, batchId)).toMatchObject({ done: [], skipped: [late, late, late] })
})

test('items of another organization do not exist, in whatever part they are sent', async () => {
  const { ada, items } = await deskWith(3)
  const foreign = await deskWith(2)
  const strangers = await seen(foreign.items)
  const before = await image(foreign.desk)
  const unknown = { id: newId(), version: 0 }
  for (const command of [NO_ACTION, SNOOZE, { kind: 'hand-over', to: { role: 'admin' }, note: '' }] as const) {
    const answer = await runBulk(ada, {
      batchId: newId(),
      items: [...(await seen(items)), ...strangers, unknown],
      command,
    })
    const missing = answer.skipped.filter(({ reason }) => reason === 'not-found')
    expect(missing.map(({ id }) => id)).toEqual([...strangers.map(({ id }) => id), unknown.id])
    expect(missing.every(({ candidateName }) => candidateName === null)).toBe(true)
  }
  expect(await image(foreign.desk)).toEqual(before)
  const { batchId } = await sendAll(foreign.ada, strangers, NO_ACTION)
  expect(await undoAll(ada, batchId)).toEqual({ done: [], skipped: [] })
})

test('an outcome against Popp’s is skipped without a reason, and done with one', async () => {
  const { ada, items } = await deskWith(9, (n) => ({
    conversation: { aiOutcome: (['passed', 'failed', 'none'] as const)[n % 3]! },
  }))
  const command = { kind: 'resolve', outcome: 'proceed', reason: '' } as const
  const failed = items.filter((_, n) => n % 3 === 1).map(({ id }) => id)
  const first = await sendAll(ada, await seen(items), command)
  expect(first.skipped.map(({ id, reason }) => [id, reason])).toEqual(failed.map((id) => [id, 'reason-required']))
  expect(first.done).toHaveLength(6)
  const left = await seen(items.filter(({ id }) => failed.includes(id)))
  expect(await sendAll(ada, left, { ...command, reason: 'Has the licence.' })).toMatchObject({
    done: failed,
    skipped: [],
  })
})

test('handing many over frees my own, tells who gets them, and undo takes notes back and gives my claims again', async () => {
  const { desk, ada, bob, items } = await deskWith(6)
  await done(claimItem(ada, items[0]!.id))
  await done(claimItem(bob, items[1]!.id))
  const before = await image(desk)
  const to = { memberId: (await desk.member('recruiter', 'Cem')).memberId }
  const { batchId, ...answer } = await sendAll(ada, await seen(items), {
    kind: 'hand-over',
    to,
    note: 'Speaks Turkish.',
  })
  expect(answer.skipped).toMatchObject([{ id: items[1]!.id, reason: 'held-by-other' }])
  const handed = await image(desk, answer.done)
  expect(handed.every((row) => row.preferredMemberId === to.memberId && row.holderId === null)).toBe(true)
  const told = { memberId: to.memberId, kind: 'handed-over-many' }
  expect(await db().notification.count({ where: told })).toBe(1)
  expect(await db().note.count({ where: { body: 'Speaks Turkish.' } })).toBe(5)

  expect((await undoAll(ada, batchId)).done).toHaveLength(5)
  const withoutLease = (rows: typeof before) => rows.map(({ leaseUntil: _, ...row }) => row)
  expect(withoutLease(await image(desk))).toEqual(withoutLease(before))
  const again = (await image(desk, [items[0]!.id]))[0]!
  expect(again.leaseUntil!.getTime()).toBeGreaterThanOrEqual(before[0]!.leaseUntil!.getTime())
  expect(await db().note.count({ where: { body: 'Speaks Turkish.' } })).toBe(0)
  expect(await db().notification.count({ where: told })).toBe(0)
})

test('a target who may not decide, and a time that has passed, leave everything as it is', async () => {
  const { desk, ada, items } = await deskWith(4)
  const before = await image(desk)
  const auditor = await desk.member('auditor', 'Olga')
  const commands = [
    [{ kind: 'hand-over', to: { memberId: auditor.memberId }, note: '' }, 'not-allowed'],
    [{ kind: 'hand-over', to: { role: 'auditor' }, note: '' }, 'not-allowed'],
    [{ kind: 'snooze', until: '2020-01-01T00:00:00.000Z' }, 'until-not-ahead'],
  ] as const
  for (const [command, reason] of commands) {
    const answer = await sendAll(ada, await seen(items), command)
    expect(answer).toMatchObject({ done: [], skipped: Array.from({ length: 4 }, () => ({ reason })) })
  }
  expect(await image(desk)).toEqual(before)
})

test('who lost the right to decide changes nothing, whatever is in the selection', async () => {
  const { desk, ada, items } = await deskWith(4)
  const before = await image(desk)
  await db().member.updateMany({ where: { id: ada.memberId }, data: { role: 'auditor' } })
  const answer = await sendAll(ada, await seen(items), NO_ACTION)
  expect(answer.done).toEqual([])
  expect(answer.skipped.map(({ reason }) => reason)).toEqual(Array(4).fill('not-allowed'))
  expect(await image(desk)).toEqual(before)
})

test('snoozed and handed-over items are resolved and come back asleep, and with whom they were handed to', async () => {
  const { desk, ada, bob, items } = await deskWith(2)
  const [asleep, handed] = items as [Named, Named]
  await done(snoozeItem(bob, asleep.id, { version: 0, until: new Date(SNOOZE.until) }))
  await done(handOverItem(bob, handed.id, { version: 0, to: { memberId: ada.memberId }, note: '' }))
  const before = await image(desk)
  const { batchId, done: ids } = await sendAll(ada, await seen(items), NO_ACTION)
  expect(ids).toHaveLength(2)
  expect((await undoAll(ada, batchId)).done).toHaveLength(2)
  expect(await image(desk)).toEqual(before)
})

test('what was mine and lapsed meanwhile is resolved all the same: nobody else touched it', async () => {
  const { ada, items } = await deskWith(2)
  for (const { id } of items) await done(claimItem(ada, id))
  const selected = await seen(items)
  await db()
    .$executeRaw`UPDATE review_items SET lease_until = clock_timestamp() - interval '1 second' WHERE holder_id = ${ada.memberId}::uuid`
  expect((await sendAll(ada, selected, NO_ACTION)).done).toHaveLength(2)
})

test('a release by its holder is a change like any other: the item is looked at again first', async () => {
  const { ada, bob, items } = await deskWith(1)
  const { item } = await done(claimItem(bob, items[0]!.id))
  const selected = await seen(items)
  await done(releaseClaim(bob, items[0]!.id, item.version))
  expect((await sendAll(ada, selected, NO_ACTION)).skipped).toMatchObject([{ reason: 'stale-version' }])
})

test('who is handed many items at once is told once, however many parts there were', async () => {
  const { ada, bob, items } = await deskWith(150)
  await sendAll(ada, await seen(items), { kind: 'hand-over', to: { memberId: bob.memberId }, note: '' })
  const told = await db().notification.findMany({ where: { memberId: bob.memberId }, select: { kind: true } })
  expect(told).toEqual([{ kind: 'handed-over-many' }])
})
