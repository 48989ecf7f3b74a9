import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { makeEndpoint } from '@/lib/platform/testing/endpoint'
import { storeEvent } from '@/lib/platform/testing/events'
import { freeOrphans } from '@/lib/webhooks/work-store'
import { applyBatch } from './batch'
import { MAX_ATTEMPTS } from './domain'

useTestDatabase()

const event = (type: string, minute: number, data: object = {}, recordId = 'conv_1') =>
  JSON.stringify({
    event: type,
    eventId: `${recordId}-${type}-${minute}`,
    eventTimestamp: new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString(),
    data: { recordId, participantFirstName: 'Amara', participantLastName: 'Okafor', ...data },
  })

const started = event('CONVERSATION_STARTED', 0, { conversationStatus: 'ONGOING' })
const flagged = event('CONVERSATION_NEEDS_REVIEW', 5, { reason: 'Asks about a visa' })
const completed = event('CONVERSATION_COMPLETED', 9, {
  conversationStatus: 'COMPLETED_SCREENING_FAILED',
  scorecardTotalValue: 7,
  screeningQuestionsOutcome: [
    { questionOutcome: 'FAILED', screeningQuestion: 'Night shifts?', responseSummary: 'No.' },
  ],
})

async function drain() {
  while ((await applyBatch()) > 0);
}

/** Everything the worker wrote about the organization, without ids of ours. */
async function rowsOf(organizationId: OrganizationId) {
  const where = { organizationId }
  const conversations = await db().conversation.findMany({ where, omit: { organizationId: true } })
  const outcomes = await db().screeningOutcome.findMany({ where, omit: { organizationId: true } })
  const items = await db().reviewItem.findMany({ where, omit: { organizationId: true, id: true, version: true } })
  const flags = await db().flag.findMany({
    where,
    select: { flaggedAt: true, reason: true },
    orderBy: { flaggedAt: 'asc' },
  })
  return { conversations, outcomes, items, flags }
}

function permutations<T>(all: T[]): T[][] {
  if (all.length < 2) return [all]
  return all.flatMap((each, i) => permutations(all.toSpliced(i, 1)).map((rest) => [each, ...rest]))
}

test('three events of one record give equal rows in every order, applied together or one by one', async () => {
  const results = []
  for (const order of permutations([started, flagged, completed])) {
    for (const oneByOne of [true, false]) {
      const { organizationId } = await createDesk()
      for (const body of order) {
        await storeEvent(organizationId, body)
        if (oneByOne) await drain()
      }
      await drain()
      results.push(await rowsOf(organizationId))
    }
  }
  expect(results[0]).toMatchObject({
    conversations: [
      { candidateName: 'Amara Okafor', aiOutcome: 'failed', status: 'failed', ended: true, score: 7, eventCount: 3 },
    ],
    outcomes: [{ question: 'Night shifts?', verdict: 'failed', summary: 'No.' }],
    items: [{ state: 'open', flagCount: 1, flagReason: 'Asks about a visa', returned: false }],
    flags: [{ reason: 'Asks about a visa' }],
  })
  for (const result of results) expect(result).toEqual(results[0])
})

test('several workers at once on shuffled events of twelve records lose none and apply none twice', async () => {
  const { organizationId } = await createDesk()
  const bodies = Array.from({ length: 12 }, (_, i) => `conv_${i}`).flatMap((recordId) => [
    event('CONVERSATION_STARTED', 0, {}, recordId),
    event('CONVERSATION_NEEDS_REVIEW', 3, {}, recordId),
    event('CONVERSATION_NEEDS_REVIEW', 4, {}, recordId),
    event('CONVERSATION_COMPLETED', 9, { conversationStatus: 'CLOSED' }, recordId),
  ])
  const shuffled = bodies.map((body, i) => [(i * 7919) % bodies.length, body] as const).sort((a, b) => a[0] - b[0])
  const storing = Promise.all(shuffled.map(([, body]) => storeEvent(organizationId, body)))
  await Promise.all([storing.then(drain), drain(), drain(), drain()])
  await drain()
  const { conversations, items, flags } = await rowsOf(organizationId)
  expect(conversations).toHaveLength(12)
  expect(conversations.every((row) => row.aiOutcome === 'closed' && row.eventCount === 4)).toBe(true)
  expect(items.map((item) => item.flagCount)).toEqual(Array(12).fill(2))
  expect(flags).toHaveLength(24)
  expect(await db().eventWork.count({ where: { organizationId, state: 'applied' } })).toBe(48)
})

test('a flag newer than the resolution returns the item; an older one that arrives late is only counted', async () => {
  const { organizationId, member } = await createDesk()
  const { memberId } = await member()
  await storeEvent(organizationId, flagged)
  await drain()
  const item = await db().reviewItem.findFirstOrThrow({ where: { organizationId } })
  const resolutionId = item.id
  const at = new Date(Date.UTC(2026, 0, 5, 10, 0))
  await db().resolution.create({
    data: {
      organizationId,
      id: resolutionId,
      reviewItemId: item.id,
      memberId,
      outcome: 'proceed',
      at,
      idempotencyKey: 'key-of-test',
    },
  })
  await db().reviewItem.updateMany({
    where: { organizationId },
    data: { state: 'resolved', resolvedAt: at, resolutionId },
  })

  await storeEvent(organizationId, event('CONVERSATION_NEEDS_REVIEW', 2))
  await drain()
  expect(await db().reviewItem.findFirst({ where: { organizationId } })).toMatchObject({
    state: 'resolved',
    flagCount: 2,
  })

  await storeEvent(organizationId, event('CONVERSATION_NEEDS_REVIEW', 75, { reason: 'Asks again' }))
  await drain()
  const returned = await db().reviewItem.findFirst({ where: { organizationId } })
  expect(returned).toMatchObject({
    state: 'open',
    returned: true,
    flagCount: 3,
    flagReason: 'Asks again',
    resolutionId: null,
  })
  expect(returned!.openedAt).toEqual(new Date(Date.UTC(2026, 0, 5, 10, 15)))
  expect(await db().resolution.count({ where: { organizationId } })).toBe(1)
  const audit = await db().auditEntry.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })
  expect(audit.map((entry) => entry.action)).toEqual(['item-opened', 'item-flagged-again', 'item-returned'])
})

test('events without a record, of other families and unknown ones are applied and make no conversation', async () => {
  const { organizationId } = await createDesk()
  await storeEvent(organizationId, JSON.stringify({ event: 'WORKFLOW_RUN_STARTED', data: { recordId: 'run_1' } }))
  await storeEvent(organizationId, JSON.stringify({ event: 'SOMETHING_NEW', data: {} }))
  await drain()
  expect(await db().conversation.count({ where: { organizationId } })).toBe(0)
  expect(await db().eventWork.count({ where: { organizationId, state: 'applied' } })).toBe(2)
})

test('an endpoint was heard last when its newest event came, whatever the order in which they are applied', async () => {
  const { organizationId } = await createDesk()
  const endpointId = newId()
  await db().endpoint.create({ data: { organizationId, id: endpointId, name: 'Popp' } })
  const heardAt = async (minute: number) => {
    const receivedAt = new Date(Date.UTC(2026, 0, 5, 9, minute))
    await storeEvent(organizationId, event('CONVERSATION_STARTED', minute), { endpointId, receivedAt })
    await drain()
    return (await db().endpoint.findFirstOrThrow({ where: { organizationId } })).lastEventAt?.getUTCMinutes()
  }
  expect([await heardAt(5), await heardAt(3), await heardAt(7)]).toEqual([5, 5, 7])
})

test('quarantined events are never applied', async () => {
  const { organizationId } = await createDesk()
  const id = await storeEvent(organizationId, started)
  await db().eventWork.updateMany({ where: { eventId: id }, data: { state: 'quarantined' } })
  await storeEvent(organizationId, flagged)
  await drain()
  const { conversations } = await rowsOf(organizationId)
  expect(conversations).toMatchObject([{ eventCount: 1 }])
})

test('one record that cannot be written is retried and then dead with its reason; its neighbours are applied', async () => {
  const { organizationId } = await createDesk()
  await db().$executeRaw`ALTER TABLE conversations ADD CONSTRAINT poison CHECK (record_key <> 'poison')`
  const poison = await storeEvent(organizationId, event('CONVERSATION_STARTED', 0, {}, 'poison'))
  await storeEvent(organizationId, started)
  // Once: on a machine that stands still for a second it would be due again.
  await applyBatch()
  expect(await db().conversation.count({ where: { organizationId } })).toBe(1)
  expect(await db().eventWork.findFirst({ where: { eventId: poison } })).toMatchObject({
    state: 'pending',
    attempts: 1,
  })
  for (let attempt = 2; attempt <= MAX_ATTEMPTS; attempt++) {
    await db().eventWork.updateMany({ where: { eventId: poison }, data: { nextAttemptAt: new Date(0) } })
    await drain()
  }
  const dead = await db().eventWork.findFirstOrThrow({ where: { eventId: poison } })
  expect(dead).toMatchObject({ state: 'dead', attempts: MAX_ATTEMPTS, leaseUntil: null })
  expect(dead.error).not.toBe(null)
  expect(dead.error).not.toContain('Amara')
  expect(await db().auditEntry.count({ where: { organizationId, action: 'event-dead', subjectId: poison } })).toBe(1)
  expect(await db().issue.findMany({ where: { organizationId } })).toMatchObject([
    { kind: 'handler', cause: dead.error, count: 1, state: 'open', facts: { eventId: poison } },
  ])
  await db().$executeRaw`ALTER TABLE conversations DROP CONSTRAINT poison`
})

test('work leased by a worker that died is taken by another after the lease', async () => {
  const { organizationId } = await createDesk()
  const id = await storeEvent(organizationId, started)
  await db().eventWork.updateMany({
    where: { eventId: id },
    data: { leaseUntil: new Date(Date.now() + 60_000), attempts: 1 },
  })
  expect(await applyBatch()).toBe(0)
  await db().eventWork.updateMany({ where: { eventId: id }, data: { leaseUntil: new Date(Date.now() - 1_000) } })
  expect(await applyBatch()).toBe(1)
  expect(await db().eventWork.findFirst({ where: { eventId: id } })).toMatchObject({ state: 'applied', attempts: 2 })
})

/** Makes every write of a conversation fail with this SQLSTATE, as a database in trouble does. */
const breakWrites = async (sqlState: string) => {
  await db().$executeRawUnsafe(`CREATE OR REPLACE FUNCTION fail_write() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'trouble' USING ERRCODE = '${sqlState}'; END $$`)
  await db()
    .$executeRaw`CREATE TRIGGER fail_write BEFORE INSERT ON conversations FOR EACH STATEMENT EXECUTE FUNCTION fail_write()`
}
const mendWrites = () => db().$executeRaw`DROP TRIGGER fail_write ON conversations`

test('a database that goes away costs no attempt: the events are due again and applied when it is back', async () => {
  const { organizationId } = await createDesk()
  const id = await storeEvent(organizationId, started)
  await breakWrites('57P01')
  for (let i = 0; i < MAX_ATTEMPTS + 2; i++) await expect(applyBatch()).rejects.toThrow()
  expect(await db().eventWork.findFirst({ where: { eventId: id } })).toMatchObject({
    state: 'pending',
    attempts: 0,
    leaseUntil: null,
  })
  await mendWrites()
  expect(await applyBatch()).toBe(1)
  expect(await db().eventWork.findFirst({ where: { eventId: id } })).toMatchObject({ state: 'applied', attempts: 1 })
})

test('a worker that starts alone frees what a killed one had leased; beside another it frees nothing', async () => {
  const { organizationId } = await createDesk()
  const id = await storeEvent(organizationId, started)
  const lease = () =>
    db().eventWork.updateMany({ where: { eventId: id }, data: { leaseUntil: new Date(Date.now() + 60_000) } })
  const [alone, together] = [`worker-${id}`, '']
  await lease()
  expect(await freeOrphans(db(), alone)).toBe(1)
  await lease()
  // Two of this pool's own connections bear the empty name.
  await Promise.all([db().$queryRaw`SELECT pg_sleep(0.05)::text`, db().$queryRaw`SELECT pg_sleep(0.05)::text`])
  expect(await freeOrphans(db(), together)).toBe(0)
})

test('an event whose attempts never finish is dead at last, and takes no neighbour along', async () => {
  const { organizationId } = await createDesk()
  const killer = await storeEvent(organizationId, event('CONVERSATION_STARTED', 0, {}, 'killer'))
  await storeEvent(organizationId, started)
  await db().eventWork.updateMany({ where: { eventId: killer }, data: { attempts: MAX_ATTEMPTS } })
  await drain()
  expect(await db().eventWork.findFirst({ where: { eventId: killer } })).toMatchObject({ state: 'dead' })
  expect(await db().conversation.count({ where: { organizationId } })).toBe(1)
})

test('an endpoint has spoken when Popp has; our own test delivery is applied and says nothing about Popp', async () => {
  const { organizationId, endpointId } = await makeEndpoint()
  const lastEventAt = async () => (await db().endpoint.findFirstOrThrow({ where: { id: endpointId } })).lastEventAt
  const id = await storeEvent(organizationId, '{"event":"REVIEW_DESK_TEST","data":{}}', { endpointId })
  await drain()
  expect(await db().eventWork.findFirst({ where: { eventId: id } })).toMatchObject({ state: 'applied' })
  expect(await lastEventAt()).toBeNull()
  await storeEvent(organizationId, started, { endpointId })
  await drain()
  expect(await lastEventAt()).not.toBeNull()
})
