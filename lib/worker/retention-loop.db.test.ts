import { expect, test } from 'vitest'
import type { OutwardKind, OutwardState } from '@/lib/outbox/schema'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { retainDue } from './retention-loop'

useTestDatabase()

const DAY_MS = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)

type Called = [kind: OutwardKind, state: OutwardState, daysAgo: number, recordKey?: string | null]

/** A call that was wanted, and came to what it came to, so long ago. */
const call = async (organizationId: OrganizationId, [kind, state, days, recordKey = 'r']: Called) => {
  const at = daysAgo(days)
  const id = newId(at.getTime())
  const finishedAt = state === 'waiting' || state === 'sending' ? null : at
  const times = { createdAt: at, dueAt: at, finishedAt, leaseUntil: state === 'sending' ? daysAgo(-1) : null }
  await db().outwardCall.create({ data: { organizationId, id, kind, state, recordKey, dedupeKey: id, ...times } })
}

async function callsLeft({ organizationId }: Desk) {
  const rows = await db().outwardCall.findMany({ where: { organizationId }, orderBy: { createdAt: 'asc' } })
  return rows.map(({ kind, state }) => `${kind} ${state}`)
}

/** As often as the loop would at once. */
async function retain(atOnce?: number) {
  let rounds = 1
  while (await retainDue(Date.now(), atOnce)) rounds += 1
  return rounds
}

test.each<[string, Called[], string[]]>([
  [
    'what came to its end 90 days ago goes, what did since stays',
    [
      ['fetch-details', 'done', 91],
      ['alert-mail', 'done', 91, null],
      ['alert-chat', 'cancelled', 91, null],
      ['take-over', 'cancelled', 91],
      ['fetch-details', 'done', 89],
    ],
    ['fetch-details done'],
  ],
  [
    'what waits, is on its way, or may be repeated stays however old',
    [
      ['take-over', 'waiting', 300, 'a'],
      ['hand-back', 'sending', 300, 'b'],
      ['fetch-details', 'failed', 300, 'c'],
      ['alert-mail', 'unclear', 300, null],
    ],
    ['take-over waiting', 'hand-back sending', 'fetch-details failed', 'alert-mail unclear'],
  ],
  [
    'who has the conversation stays known',
    [
      ['take-over', 'done', 300],
      ['hand-back', 'done', 200],
      ['take-over', 'cancelled', 150],
    ],
    ['hand-back done'],
  ],
  [
    'while one may be repeated, what came before and after it in its conversation stays',
    [
      ['take-over', 'failed', 303],
      ['take-over', 'done', 302],
      ['hand-back', 'done', 301],
    ],
    ['take-over failed', 'take-over done', 'hand-back done'],
  ],
  [
    'what was said to a candidate stays, and that words were taken back',
    [
      ['reply', 'done', 300],
      ['reply', 'cancelled', 299],
    ],
    ['reply done', 'reply cancelled'],
  ],
])('outward calls: %s', async (_, calls, left) => {
  const desk = await createDesk()
  for (const one of calls) await call(desk.organizationId, one)
  await retain()
  expect(await callsLeft(desk)).toEqual(left)
})

test('one that waited for long and has just come to its end is not old', async () => {
  const desk = await createDesk()
  await call(desk.organizationId, ['fetch-details', 'done', 100])
  await db().outwardCall.updateMany({
    where: { organizationId: desk.organizationId },
    data: { finishedAt: daysAgo(1) },
  })
  await retain()
  expect(await callsLeft(desk)).toEqual(['fetch-details done'])
})

test('replays that were over 90 days ago go with what they said of conversations; the trail of them stays', async () => {
  const { organizationId } = await createDesk()
  const replay = async (state: 'done' | 'cancelled' | 'running', days: number) => {
    const [createdAt, id] = [daysAgo(days), newId(daysAgo(days).getTime())]
    const finishedAt = state === 'running' ? null : createdAt
    await db().replayRun.create({
      data: {
        organizationId,
        id,
        memberId: newId(),
        dryRun: false,
        selection: {},
        cap: 1,
        state,
        createdAt,
        finishedAt,
      },
    })
    await db().replayRecord.create({ data: { organizationId, runId: id, recordKey: 'r', parts: ['review'] } })
    const entry = { organizationId, action: 'replay-started', subjectType: 'replay', subjectId: id }
    await db().auditEntry.create({ data: { ...entry, id: newId() } })
    return id
  }
  await replay('done', 91)
  await replay('cancelled', 91)
  const kept = [await replay('running', 91), await replay('done', 89)]
  await retain()
  const byId = { where: { organizationId }, orderBy: { id: 'asc' as const } }
  expect((await db().replayRun.findMany(byId)).map(({ id }) => id)).toEqual(kept)
  expect(await db().replayRecord.count({ where: { organizationId } })).toBe(2)
  expect(await db().auditEntry.count({ where: { organizationId } })).toBe(4)
})

test('comparisons that were over 90 days ago go, but not the last that came to its end, nor one that is open', async () => {
  const { organizationId } = await createDesk()
  const run = async (state: 'done' | 'failed' | 'waiting', days: number) => {
    const [createdAt, id] = [daysAgo(days), newId(daysAgo(days).getTime())]
    const finishedAt = state === 'waiting' ? null : createdAt
    await db().reconcileRun.create({ data: { organizationId, id, state, createdAt, finishedAt } })
    return id
  }
  await run('done', 200)
  const last = await run('done', 150)
  await run('failed', 120)
  const kept = [last, await run('waiting', 100), await run('failed', 10)]
  await retain()
  const rows = await db().reconcileRun.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })
  expect(rows.map(({ id }) => id)).toEqual(kept)
})

test("Popp's answers go after 30 days, except about what still waits for a decision", async () => {
  const desk = await createDesk()
  const { organizationId } = desk
  const decided = { state: 'resolved', resolvedAt: daysAgo(40), resolutionId: newId() } as const
  const [open, resolved] = [await desk.reviewItem(), await desk.reviewItem(decided)]
  const keep = (recordKey: string | null, days: number) => {
    const at = daysAgo(days)
    const answer = { call: 'list-messages', recordKey, at, status: 200, body: new Uint8Array() }
    return db().poppAnswer.create({ data: { organizationId, id: newId(at.getTime()), ...answer } })
  }
  for (const recordKey of [open.recordKey, resolved.recordKey, null])
    for (const days of [31, 29]) await keep(recordKey, days)
  await retain()
  const left = await db().poppAnswer.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })
  expect(left.map(({ recordKey }) => recordKey)).toEqual([open.recordKey, open.recordKey, resolved.recordKey, null])
})

test('it is done once a day, in small steps until nothing is left, and for each organization apart', async () => {
  const [many, one] = [await createDesk(), await createDesk()]
  for (let n = 0; n < 7; n++) await call(many.organizationId, ['alert-mail', 'done', 91, null])
  await call(one.organizationId, ['alert-mail', 'done', 91, null])
  expect(await retain(2)).toBeGreaterThan(3)
  expect([...(await callsLeft(many)), ...(await callsLeft(one))]).toEqual([])
  await call(one.organizationId, ['alert-mail', 'done', 91, null])
  await retain()
  expect(await callsLeft(one)).toEqual(['alert-mail done'])
  await db().schedule.updateMany({ where: { organizationId: one.organizationId }, data: { nextAt: new Date(0) } })
  await retain()
  expect(await callsLeft(one)).toEqual([])
})
