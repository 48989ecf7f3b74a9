import { afterAll, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { storeEvents } from '@/lib/platform/testing/many-events'
import { toStored } from '@/lib/replays/conditions'
import type { ReplaySelection } from '@/lib/replays/selection'
import { cancelReplay, getReplay, listReplays, startReplay } from '@/lib/replays/service'
import { applyBatch } from './batch'
import { replayNext } from './replay-loop'

useTestDatabase()
afterAll(closePublisher)

const never = new AbortController().signal
const ALL: ReplaySelection = { filter: { tab: 'received' }, field: null }

const event = (n: number, type: string, data: object = {}) =>
  JSON.stringify({
    event: type,
    eventId: `evt_${type}_${n}`,
    eventTimestamp: new Date(Date.UTC(2026, 0, 5, 9, 0, n)).toISOString(),
    data: { recordId: `conv_${n}`, externalId: `ats-${n}`, participantFirstName: 'Amara', ...data },
  })
const started = (n: number) => event(n, 'CONVERSATION_STARTED', { conversationStatus: 'ONGOING' })
const flagged = (n: number) => event(n, 'CONVERSATION_NEEDS_REVIEW', { reason: 'Asks about a visa' })
const completed = (n: number) =>
  event(n, 'CONVERSATION_COMPLETED', {
    conversationStatus: 'COMPLETED_SCREENING_PASSED',
    screeningQuestionsOutcome: [{ questionOutcome: 'PASSED', screeningQuestion: 'Nights?', responseSummary: 'Yes.' }],
  })

async function drain() {
  while ((await applyBatch()) > 0);
}

/** Orders a replay and has a worker do it. */
async function replay(desk: Desk, selection: ReplaySelection, { dryRun = false, cap = 10_000 } = {}) {
  const admin = await desk.member('admin')
  const ordered = await startReplay(admin, { dryRun, selection, cap })
  if (!ordered.ok) throw new Error(ordered.reason)
  while (await replayNext(never));
  return (await getReplay(admin, ordered.run.id))!
}

const TABLES = [
  ...['events', 'event_work', 'event_fields', 'deliveries', 'conversations', 'screening_outcomes', 'review_items'],
  ...['flags', 'resolutions', 'notifications', 'outward_calls', 'issues', 'review_actions', 'endpoints'],
]

/** Every row of every table that applying writes, as text; of the trail what is not about replays. */
async function everything() {
  const all: Record<string, unknown> = {}
  for (const table of TABLES)
    all[table] = await db().$queryRawUnsafe(`SELECT t::text AS row FROM ${table} t ORDER BY 1`)
  all.trail = await db().$queryRaw`SELECT t::text AS row FROM audit_entries t WHERE subject_type <> 'replay' ORDER BY 1`
  return all
}

test('a replay of everything, twice, leaves every row equal: no flag, entry or alarm is doubled, no snoozed item wakes', async () => {
  const desk = await createDesk()
  await storeEvents(desk.organizationId, [
    ...Array.from({ length: 60 }, (_, n) => [started(n), flagged(n), completed(n)].map((body) => ({ body }))).flat(),
    { body: started(100), state: 'quarantined' },
    { body: '{"event":"WORKFLOW_PUBLISHED","data":{}}' },
  ])
  await drain()
  const [item] = await db().reviewItem.findMany({ where: { organizationId: desk.organizationId }, take: 1 })
  await db().reviewItem.updateMany({
    where: { id: item!.id },
    data: { snoozedUntil: new Date(Date.now() + 3_600_000) },
  })
  const before = await everything()
  for (const dryRun of [true, false, false]) {
    const { run, records } = await replay(desk, ALL, { dryRun })
    expect(run).toMatchObject({
      ...{ state: 'done', matched: 182, applied: 181, skipped: 1, failed: 0, reasons: { quarantined: 1 } },
      ...{ changed: 0, unchanged: 60 },
    })
    expect(records).toEqual([])
    expect(await everything()).toEqual(before)
  }
})

test('what is wrong is said by a dry run and put right by a replay, with what of it changed', async () => {
  const desk = await createDesk()
  const { organizationId } = desk
  const ids = await storeEvents(
    organizationId,
    [0, 1, 2, 3].flatMap((n) => [{ body: started(n) }, { body: completed(n) }]),
  )
  await drain()
  const right = await everything()
  await db().conversation.updateMany({ where: { organizationId, recordKey: 'conv_1' }, data: { firstName: 'Wrong' } })
  await db().screeningOutcome.deleteMany({ where: { organizationId, recordKey: 'conv_2' } })
  const wrong = await everything()
  const numbers = { matched: 8, applied: 8, skipped: 0, failed: 0, changed: 2, unchanged: 2 }
  const records = [
    { recordKey: 'conv_1', parts: ['conversation'] },
    { recordKey: 'conv_2', parts: ['answers'] },
  ]
  expect(await replay(desk, { ids }, { dryRun: true })).toMatchObject({ run: numbers, records })
  expect(await everything()).toEqual(wrong)
  expect(await replay(desk, { ids })).toMatchObject({ run: numbers, records })
  expect(await everything()).toEqual(right)
})

test('a dead letter is applied after the fix, as if for the first time; before it, it is dead for the new reason', async () => {
  const desk = await createDesk()
  const { organizationId } = desk
  const [dead] = await storeEvents(organizationId, [
    { body: flagged(2_000), state: 'dead', error: 'Error of old' },
    { body: flagged(2_001), state: 'dead', error: 'Error of old' },
    { body: started(2_002) },
  ])
  await drain()
  await db().$executeRaw`ALTER TABLE conversations ADD CONSTRAINT poison CHECK (record_key <> 'conv_2000')`
  const dry = await replay(desk, { filter: { tab: 'received', state: 'dead' }, field: null }, { dryRun: true })
  expect(dry).toMatchObject({ run: { applied: 2, changed: 2 } })
  const first = await replay(desk, { filter: { tab: 'received', state: 'dead' }, field: null })
  expect(first.run).toMatchObject({ state: 'done', matched: 2, applied: 1, failed: 1, changed: 1, unchanged: 0 })
  const work = () => db().eventWork.findFirstOrThrow({ where: { eventId: dead } })
  const failure = await work()
  expect(failure).toMatchObject({ state: 'dead', attempts: 1, error: Object.keys(first.run.reasons)[0] })
  expect(failure.error).not.toMatch(/of old|Amara/)
  await db().$executeRaw`ALTER TABLE conversations DROP CONSTRAINT poison`
  const second = await replay(desk, { ids: [dead!] })
  expect(second).toMatchObject({
    run: { state: 'done', applied: 1, failed: 0, changed: 1 },
    records: [{ recordKey: 'conv_2000', parts: ['conversation', 'review'] }],
  })
  expect(await work()).toMatchObject({ state: 'applied', error: null })
  expect(await db().reviewItem.count({ where: { organizationId } })).toBe(2)
})

test('each event of a record has an outcome of its own: those that fail take no other along, whether they are replayed or wait', async () => {
  const desk = await createDesk()
  const { organizationId } = desk
  await db().$executeRaw`ALTER TABLE conversations ADD CONSTRAINT poison CHECK ('POISON' <> ALL (unknown_types))`
  const of = (type: string, n: number) => event(n, type, { recordId: 'conv_3000' })
  const [waiting] = await storeEvents(organizationId, [{ body: of('POISON', 0) }])
  const inAnHour = new Date(Date.now() + 3_600_000)
  await db().eventWork.updateMany({ where: { eventId: waiting! }, data: { nextAttemptAt: inAnHour } })
  const poisonous = [3, 7, 20, 33, 34, 58]
  const bodies = Array.from({ length: 60 }, (_, n) => of(poisonous.includes(n) ? 'POISON' : 'CONVERSATION_STARTED', n))
  const ids = await storeEvents(
    organizationId,
    bodies.map((body) => ({ body, state: 'dead', error: 'Error of old' })),
  )
  const { run } = await replay(desk, { filter: { tab: 'received', state: 'dead' }, field: null })
  expect(run).toMatchObject({ state: 'done', matched: 60, applied: 54, failed: 6, changed: 1 })
  const dead = await db().eventWork.findMany({ where: { organizationId, state: 'dead' }, orderBy: { eventId: 'asc' } })
  expect(dead.map(({ eventId }) => eventId)).toEqual(poisonous.map((n) => ids[n]))
  expect(dead.map(({ error }) => error)).toEqual(poisonous.map(() => Object.keys(run.reasons)[0]))
  expect(await db().conversation.findFirst({ where: { organizationId } })).toMatchObject({ eventCount: 54 })
  await db().$executeRaw`ALTER TABLE conversations DROP CONSTRAINT poison`
})

test('a cap takes the newest; a payload field names the events, and is forgotten when the run is over', async () => {
  const desk = await createDesk()
  await storeEvents(
    desk.organizationId,
    Array.from({ length: 140 }, (_, n) => ({ body: started(n % 30) })),
  )
  await drain()
  const capped = await replay(desk, ALL, { cap: 120 })
  // The newest 120 are of all thirty conversations, each counted once although it comes in two pages.
  expect(capped.run).toMatchObject({ matched: 140, cap: 120, applied: 120, changed: 0, unchanged: 30 })
  const field = { path: 'data.externalId', value: 'ats-7' }
  expect(JSON.stringify(toStored({ filter: { tab: 'received' }, field }, new Date()))).not.toContain('ats-7')
  const { run } = await replay(desk, { filter: { tab: 'received' }, field })
  expect(run).toMatchObject({ matched: 5, applied: 5, unchanged: 1 })
  expect((await db().replayRun.findFirstOrThrow({ where: { id: run.id } })).selection).toMatchObject({
    field: { path: 'data.externalId', ciphertext: null },
  })
})

test('what matched when it was counted and is gone by then is skipped by name: the numbers add up', async () => {
  const desk = await createDesk()
  const { organizationId } = desk
  await storeEvents(
    organizationId,
    Array.from({ length: 170 }, (_, n) => ({ body: started(n), state: 'dead' as const })),
  )
  const admin = await desk.member('admin')
  const dead: ReplaySelection = { filter: { tab: 'received', state: 'dead' }, field: null }
  const ordered = await startReplay(admin, { dryRun: false, selection: dead, cap: 10_000 })
  const page = new AbortController()
  // After the first page the others are taken away.
  await db().$executeRaw`CREATE FUNCTION take_away() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE event_work SET state = 'quarantined' WHERE state = 'dead'; RETURN NEW; END $$`
  await db()
    .$executeRaw`CREATE TRIGGER take_away AFTER UPDATE OF cursor ON replay_runs FOR EACH ROW EXECUTE FUNCTION take_away()`
  await replayNext(page.signal)
  await db().$executeRaw`DROP FUNCTION take_away CASCADE`
  const { run } = (await getReplay(admin, ordered.ok ? ordered.run.id : ''))!
  expect(run).toMatchObject({
    state: 'done',
    matched: 170,
    applied: 100,
    skipped: 70,
    reasons: { 'no-longer-matches': 70 },
  })
})

test('a worker that stops or dies hands its run on: the next goes on from the last page, and nothing is counted twice', async () => {
  const desk = await createDesk()
  const { organizationId } = desk
  await storeEvents(
    organizationId,
    Array.from({ length: 250 }, (_, n) => ({ body: started(n) })),
  )
  await drain()
  const admin = await desk.member('admin')
  const ordered = await startReplay(admin, { dryRun: false, selection: ALL, cap: 10_000 })
  const id = ordered.ok ? ordered.run.id : ''
  await db().$executeRaw`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.applied > 100 THEN RAISE EXCEPTION 'gone' USING ERRCODE = '57P01'; END IF; RETURN NEW; END $$`
  await db().$executeRaw`CREATE TRIGGER die BEFORE UPDATE ON replay_runs FOR EACH ROW EXECUTE FUNCTION die()`
  await expect(replayNext(never)).rejects.toThrow()
  await db().$executeRaw`DROP FUNCTION die CASCADE`
  const row = () => db().replayRun.findFirstOrThrow({ where: { id } })
  expect(await row()).toMatchObject({ state: 'running', applied: 100 })
  // Its lease keeps it from others until it is over.
  expect(await replayNext(never)).toBe(false)
  await db().replayRun.updateMany({ where: { id }, data: { leaseUntil: new Date(0) } })
  const stopping = new AbortController()
  stopping.abort()
  expect(await replayNext(stopping.signal)).toBe(true)
  expect(await row()).toMatchObject({ state: 'running', applied: 100, leaseUntil: null })
  // Two at once: one takes it, the other finds nothing.
  expect((await Promise.all([replayNext(never), replayNext(never)])).sort()).toEqual([false, true])
  expect(await row()).toMatchObject({ state: 'done', matched: 250, applied: 250, changed: 0, unchanged: 250 })
})

test('several replays are refused before they pile up; who waits is cancelled at once, and what is over cannot be', async () => {
  const desk = await createDesk()
  const admin = await desk.member('admin')
  const order = () => startReplay(admin, { dryRun: true, selection: { ids: [newId()] }, cap: 10 })
  const ordered = []
  for (let n = 0; n < 5; n++) ordered.push(await order())
  expect(await order()).toEqual({ ok: false, reason: 'too-many-open' })
  const [first] = ordered
  const id = first!.ok ? first!.run.id : ''
  expect(await cancelReplay(admin, id)).toMatchObject({ ok: true, run: { state: 'cancelled' } })
  expect(await cancelReplay(admin, id)).toMatchObject({ ok: true })
  while (await replayNext(never));
  const runs = await listReplays(admin)
  expect(runs.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'cancelled'])
  expect(await cancelReplay(admin, runs[0]!.id)).toEqual({ ok: false, reason: 'over' })
  const trail = await db().auditEntry.findMany({
    where: { organizationId: desk.organizationId, subjectType: 'replay' },
  })
  expect(trail.map(({ action }) => action).sort()).toEqual(['replay-cancelled', ...Array(5).fill('replay-started')])
})

test('a run whose selection cannot be read fails with its reason instead of being tried for ever', async () => {
  const desk = await createDesk()
  const admin = await desk.member('admin')
  const ordered = await startReplay(admin, { dryRun: true, selection: ALL, cap: 10 })
  await db().replayRun.updateMany({ where: { id: ordered.ok ? ordered.run.id : '' }, data: { selection: { odd: 1 } } })
  await replayNext(never)
  expect((await listReplays(admin))[0]).toMatchObject({ state: 'failed', reasons: { ZodError: 1 } })
  expect(await replayNext(never)).toBe(false)
})
