import { afterEach, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { makeEndpoint } from '@/lib/platform/testing/endpoint'
import { storeEvent } from '@/lib/platform/testing/events'
import { storeEvents } from '@/lib/platform/testing/many-events'
import { startReplay } from '@/lib/replays/service'
import { applyBatch } from './batch'
import { MAX_ATTEMPTS } from './domain'
import { replayNext } from './replay-loop'

useTestDatabase()

const event = (type: string, minute: number, data: object = {}) =>
  JSON.stringify({
    event: type,
    eventId: `${type}-${minute}`,
    eventTimestamp: new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString(),
    data: { recordId: 'conv_1', participantFirstName: 'Amara', ...data },
  })
const started = event('CONVERSATION_STARTED', 0, { conversationStatus: 'ONGOING' })
const flagged = (minute: number) => event('CONVERSATION_NEEDS_REVIEW', minute, { reason: `Asks at ${minute}` })
const completed = (scorecardTotalValue: number) =>
  event('CONVERSATION_COMPLETED', 9, { conversationStatus: 'COMPLETED_SCREENING_PASSED', scorecardTotalValue })
const poisonous = completed(666)

async function drain() {
  while ((await applyBatch()) > 0) await rest()
}

const poison = () => db().$executeRaw`ALTER TABLE conversations ADD CONSTRAINT poison CHECK (score <> 666) NOT VALID`
const cure = () => db().$executeRaw`ALTER TABLE conversations DROP CONSTRAINT IF EXISTS poison`

/** Makes writes of this table fail as a database does that is shut down. */
async function breakWrites(table: 'conversations' | 'endpoints') {
  await db().$executeRaw`CREATE OR REPLACE FUNCTION fail_write() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'trouble' USING ERRCODE = '57P01'; END $$`
  await db().$executeRawUnsafe(`CREATE TRIGGER fail_write BEFORE INSERT OR UPDATE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION fail_write()`)
}
const mendWrites = () => db().$executeRaw`DROP FUNCTION IF EXISTS fail_write CASCADE`

afterEach(async () => {
  await cure()
  await mendWrites()
})

const workOf = (eventId: string) => db().eventWork.findFirstOrThrow({ where: { eventId } })
const dueAgain = (eventId: string) =>
  db().eventWork.updateMany({ where: { eventId, state: 'pending' }, data: { nextAttemptAt: new Date(0) } })

/** Failed events stay away until `dueAgain`, however slow the test is. */
const rest = () =>
  db().eventWork.updateMany({
    where: { state: 'pending', error: { not: null } },
    data: { nextAttemptAt: new Date(Date.now() + 3_600_000) },
  })

/** What the worker made of the organization's events, without ids of ours. */
async function rowsOf(organizationId: OrganizationId) {
  const where = { organizationId }
  const conversations = await db().conversation.findMany({ where, omit: { organizationId: true } })
  const items = await db().reviewItem.findMany({ where, omit: { organizationId: true, id: true, version: true } })
  const select = { flaggedAt: true, reason: true }
  const flags = await db().flag.findMany({ where, select, orderBy: { flaggedAt: 'asc' } })
  return { conversations, items, flags }
}

test('one poisonous event holds back none of its record, come with it or later; after the fix nothing tells it was there', async () => {
  const desk = await createDesk()
  const { organizationId } = desk
  await poison()
  const culprit = await storeEvent(organizationId, poisonous)
  const flag = await storeEvent(organizationId, flagged(5))
  const start = await storeEvent(organizationId, started)
  await drain()
  expect(await workOf(flag)).toMatchObject({ state: 'applied', attempts: 1 })
  expect(await workOf(start)).toMatchObject({ state: 'applied', attempts: 1 })
  expect(await workOf(culprit)).toMatchObject({ state: 'pending', attempts: 1, leaseUntil: null })
  expect((await workOf(culprit)).error).toContain('23514')
  expect((await rowsOf(organizationId)).items).toMatchObject([{ state: 'open', flagCount: 1 }])

  const whileItWaits = await storeEvent(organizationId, flagged(6))
  await drain()
  expect(await workOf(whileItWaits)).toMatchObject({ state: 'applied', attempts: 1 })
  expect(await workOf(culprit)).toMatchObject({ state: 'pending', attempts: 1 })
  for (let attempt = 2; attempt <= MAX_ATTEMPTS; attempt++) {
    await dueAgain(culprit)
    await drain()
  }
  expect(await workOf(culprit)).toMatchObject({ state: 'dead', attempts: MAX_ATTEMPTS })
  const whenItIsDead = await storeEvent(organizationId, flagged(7))
  await drain()
  expect(await workOf(whenItIsDead)).toMatchObject({ state: 'applied', attempts: 1 })
  expect(await rowsOf(organizationId)).toMatchObject({
    conversations: [{ eventCount: 4, score: null }],
    items: [{ flagCount: 3 }],
  })

  await cure()
  await startReplay(await desk.member('admin'), { dryRun: false, selection: { ids: [culprit] }, cap: 1 })
  while (await replayNext(new AbortController().signal));
  expect(await workOf(culprit)).toMatchObject({ state: 'applied', error: null })
  const { organizationId: spared } = await createDesk()
  for (const body of [poisonous, flagged(5), started, flagged(6), flagged(7)]) await storeEvent(spared, body)
  await drain()
  const { conversations, items, flags } = await rowsOf(organizationId)
  expect(conversations).toMatchObject([{ eventCount: 5, score: 666 }])
  expect({ conversations, items, flags }).toEqual(await rowsOf(spared))
})

test('a retry that succeeds makes the rows of a run without any failure', async () => {
  const { organizationId } = await createDesk()
  await poison()
  const culprit = await storeEvent(organizationId, poisonous)
  for (const body of [started, flagged(5)]) await storeEvent(organizationId, body)
  await drain()
  await cure()
  await dueAgain(culprit)
  await drain()
  expect(await workOf(culprit)).toMatchObject({ state: 'applied', attempts: 2, error: null })
  const { organizationId: spared } = await createDesk()
  for (const body of [started, flagged(5), poisonous]) await storeEvent(spared, body)
  await drain()
  expect(await rowsOf(organizationId)).toEqual(await rowsOf(spared))
})

test('many poisonous events among many of one record: each healthy one is applied at its first attempt', async () => {
  const { organizationId } = await createDesk()
  await db()
    .$executeRaw`ALTER TABLE conversations ADD CONSTRAINT poison CHECK (NOT unknown_types && '{CONVERSATION_POISON}')`
  const bodies = Array.from({ length: 40 }, (_, n) => (n % 10 === 0 ? event('CONVERSATION_POISON', n) : flagged(n)))
  const ids = await storeEvents(
    organizationId,
    bodies.map((body) => ({ body })),
  )
  const healthy = ids.filter((_, n) => n % 10 !== 0)
  await drain()
  const work = await db().eventWork.findMany({ where: { organizationId } })
  const applied = work.filter(({ state, attempts }) => state === 'applied' && attempts === 1)
  expect(applied.map(({ eventId }) => eventId).sort()).toEqual(healthy.sort())
  expect(work.filter(({ state }) => state === 'pending')).toHaveLength(4)
  expect((await rowsOf(organizationId)).items).toMatchObject([{ flagCount: 36 }])
})

test('when the database goes away in the middle of a batch, no organization of it has lost an attempt or waits for a lease', async () => {
  const desks = [await createDesk(), await createDesk()]
  const ids = await Promise.all(desks.map(({ organizationId }) => storeEvent(organizationId, started)))
  await breakWrites('conversations')
  await expect(applyBatch()).rejects.toThrow()
  for (const id of ids)
    expect(await workOf(id)).toMatchObject({ state: 'pending', attempts: 0, leaseUntil: null, error: null })
  await mendWrites()
  expect(await applyBatch()).toBe(2)
  for (const id of ids) expect(await workOf(id)).toMatchObject({ state: 'applied', attempts: 1 })
})

test('when it goes away after the first organization is applied, the second is due again and the first stays applied', async () => {
  const endpoints = [await makeEndpoint(), await makeEndpoint()]
  const ids = await Promise.all(
    endpoints.map(({ organizationId, endpointId }) => storeEvent(organizationId, started, { endpointId })),
  )
  await breakWrites('endpoints')
  await expect(applyBatch()).rejects.toThrow()
  const work = await Promise.all(ids.map(workOf))
  expect(work.map(({ state, attempts, leaseUntil }) => ({ state, attempts, leaseUntil }))).toEqual(
    expect.arrayContaining([
      { state: 'applied', attempts: 1, leaseUntil: null },
      { state: 'pending', attempts: 0, leaseUntil: null },
    ]),
  )
})
