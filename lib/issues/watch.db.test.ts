import { afterAll, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { lowestId, newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { storeEvent } from '@/lib/platform/testing/events'
import { ensureSchedules } from '@/lib/schedules/schedule-store'
import type { RejectionCause } from '@/lib/webhooks/schema'
import { queueSeconds } from './watch-lag-store'
import { watchOrganization } from './watch-service'

useTestDatabase()
afterAll(closePublisher)

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000]
const NOON = Date.UTC(2026, 2, 18, 12)

/** Watches at `ms`, going on where the last look stopped, as the worker does. */
async function watch({ organizationId }: TestEndpoint, ms: number) {
  await ensureSchedules('watch')
  const name = 'watch'
  const row = await db().schedule.findUniqueOrThrow({ where: { organizationId_name: { organizationId, name } } })
  await watchOrganization({ organizationId, progress: row.progress as object }, new Date(ms))
}

const issuesOf = ({ organizationId }: TestEndpoint) =>
  db().issue.findMany({ where: { organizationId }, orderBy: [{ kind: 'asc' }, { endpointId: 'asc' }] })

async function reject({ organizationId, endpointId }: TestEndpoint, cause: RejectionCause, ms: number) {
  const id = newId(ms)
  const measured = { acknowledgedMicroseconds: 900, status: 401, size: 2 }
  const receivedAt = new Date(ms)
  await db().delivery.create({
    data: { organizationId, id, endpointId, receivedAt, answer: 'rejected', cause, ...measured },
  })
  return id
}

test('refused deliveries are one issue per endpoint and cause, counted once each, however often one looks', async () => {
  const endpoint = await makeEndpoint()
  const other = { ...endpoint, endpointId: newId(Date.now() + SECOND) }
  await db().endpoint.create({
    data: { organizationId: endpoint.organizationId, id: other.endpointId, name: 'Second' },
  })
  for (let n = 0; n < 3; n++) await reject(endpoint, 'wrong-signature', NOON - MINUTE + n)
  await reject(other, 'wrong-signature', NOON - MINUTE)
  const newest = await reject(endpoint, 'not-json', NOON - MINUTE)
  for (let n = 0; n < 3; n++) await watch(endpoint, NOON + n * 5 * SECOND)
  expect(await issuesOf(endpoint)).toMatchObject([
    { kind: 'schema', cause: `not-json@${endpoint.endpointId}`, count: 1, facts: { deliveryId: newest } },
    { kind: 'signature', endpointId: endpoint.endpointId, count: 3, lastAt: new Date(NOON - MINUTE + 2) },
    { kind: 'signature', endpointId: other.endpointId, count: 1 },
  ])
})

test('what is written down late, and by a web process whose clock is behind, is not overlooked', async () => {
  const endpoint = await makeEndpoint()
  await watch(endpoint, NOON)
  await reject(endpoint, 'wrong-signature', NOON - SECOND)
  await reject(endpoint, 'wrong-signature', NOON - 30 * SECOND)
  await watch(endpoint, NOON)
  await watch(endpoint, NOON + 5 * SECOND)
  expect(await issuesOf(endpoint)).toMatchObject([{ count: 2 }])
})

test('one that took twelve seconds to come is counted although later ones were, of this endpoint and of another', async () => {
  const endpoint = await makeEndpoint()
  const other = { ...endpoint, endpointId: newId(Date.now() + SECOND) }
  await db().endpoint.create({
    data: { organizationId: endpoint.organizationId, id: other.endpointId, name: 'Second' },
  })
  const quarantined = async (ms: number) => {
    const eventId = await storeEvent(endpoint.organizationId, '{"event":"X","data":{}}', {
      ...{ id: newId(ms), receivedAt: new Date(ms), endpointId: endpoint.endpointId },
    })
    await db().eventWork.updateMany({ where: { eventId }, data: { state: 'quarantined' } })
  }
  for (const to of [endpoint, other]) await reject(to, 'wrong-signature', NOON)
  await quarantined(NOON)
  await watch(endpoint, NOON + 5 * SECOND)
  for (const to of [endpoint, other]) await reject(to, 'wrong-signature', NOON - 12 * SECOND)
  await quarantined(NOON - 12 * SECOND)
  await watch(endpoint, NOON + 10 * SECOND)
  await watch(endpoint, NOON + 15 * SECOND)
  expect((await issuesOf(endpoint)).map(({ kind, count }) => [kind, count])).toEqual([
    ['foreign', 2],
    ['signature', 2],
    ['signature', 2],
  ])
})

test('what a worker counted and had not yet finished when it died is counted by the next one, once', async () => {
  const endpoint = await makeEndpoint()
  await reject(endpoint, 'wrong-signature', NOON - MINUTE)
  await db().$executeRaw`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'dead'; END $$`
  await db().$executeRaw`CREATE TRIGGER die BEFORE UPDATE ON schedules FOR EACH ROW EXECUTE FUNCTION die()`
  await expect(watch(endpoint, NOON)).rejects.toThrow()
  expect(await issuesOf(endpoint)).toEqual([])
  await db().$executeRaw`DROP TRIGGER die ON schedules`
  await watch(endpoint, NOON)
  expect(await issuesOf(endpoint)).toMatchObject([{ count: 1 }])
})

/** Events at these times, applied when they came. */
async function heard({ organizationId, endpointId }: TestEndpoint, times: number[], delayMs = 0) {
  const events = times.map((ms) => {
    const eventTimestamp = new Date(ms - delayMs).toISOString()
    const body = Buffer.from(JSON.stringify({ event: 'X', eventTimestamp, data: {} }))
    const id = newId(ms)
    return { ...{ organizationId, id, endpointId, dedupeKey: id, type: 'X', body }, receivedAt: new Date(ms) }
  })
  await db().event.createMany({ data: events })
  const work = ({ id, receivedAt }: (typeof events)[number]) =>
    ({ organizationId, eventId: id, state: 'applied', appliedAt: receivedAt }) as const
  await db().eventWork.createMany({ data: events.map(work) })
  await db().endpoint.updateMany({
    where: { organizationId, id: endpointId },
    data: { lastEventAt: new Date(Math.max(...times)) },
  })
}

const everyTenMinutes = (from: number, hours: number) =>
  Array.from({ length: hours * 6 }, (_, n) => from + n * 10 * MINUTE)

/** There for ten days; each day of the last week but today it spoke from eleven to two. */
async function speaker() {
  const endpoint = await makeEndpoint()
  await db().endpoint.updateMany({
    where: { id: endpoint.endpointId },
    data: { createdAt: new Date(NOON - 10 * DAY) },
  })
  const days = Array.from({ length: 7 }, (_, n) => everyTenMinutes(NOON - (n + 1) * DAY - HOUR, 3))
  await heard(endpoint, [...days.flat(), NOON - 10 * MINUTE, NOON])
  return endpoint
}

/** Without a pause that would mean that the product was away. */
async function watchThrough(endpoint: TestEndpoint, from: number, to: number) {
  for (let ms = from; ms < to; ms += 5 * MINUTE) await watch(endpoint, ms)
  await watch(endpoint, to)
}

test('an endpoint that speaks at this time of every day and is quiet for an hour is one issue; its next event ends it', async () => {
  const endpoint = await speaker()
  await watchThrough(endpoint, NOON, NOON + 59 * MINUTE)
  expect(await issuesOf(endpoint)).toEqual([])
  await watchThrough(endpoint, NOON + HOUR, NOON + 70 * MINUTE)
  expect(await issuesOf(endpoint)).toMatchObject([
    { kind: 'silence', endpointId: endpoint.endpointId, state: 'open', count: 1, facts: { silenceMinutes: 60 } },
  ])
  await heard(endpoint, [NOON + 71 * MINUTE])
  await watch(endpoint, NOON + 71 * MINUTE + SECOND)
  expect(await issuesOf(endpoint)).toMatchObject([{ state: 'resolved', resolvedBy: null }])
})

test('in the hours in which it never speaks its silence is normal, and while events wait for the worker it is none', async () => {
  const night = await speaker()
  await heard(night, [NOON + 2 * HOUR])
  await watchThrough(night, NOON + 2 * HOUR, NOON + 4 * HOUR)
  expect(await issuesOf(night)).toEqual([])
  const behind = await speaker()
  const { organizationId, endpointId } = behind
  const late = { id: newId(NOON + HOUR), receivedAt: new Date(NOON + HOUR), endpointId }
  const eventId = await storeEvent(organizationId, '{"event":"X","data":{}}', late)
  await db().eventWork.updateMany({ where: { eventId }, data: { nextAttemptAt: new Date() } })
  await watchThrough(behind, NOON, NOON + 90 * MINUTE)
  expect(await issuesOf(behind)).toEqual([])
})

test('after a pause of the product itself an hour counts from its return', async () => {
  const endpoint = await speaker()
  await watch(endpoint, NOON)
  await watchThrough(endpoint, NOON + 50 * MINUTE, NOON + 109 * MINUTE)
  expect(await issuesOf(endpoint)).toEqual([])
  await watchThrough(endpoint, NOON + 110 * MINUTE, NOON + 112 * MINUTE)
  expect(await issuesOf(endpoint)).toMatchObject([{ kind: 'silence', state: 'open' }])
})

test('a silence that somebody has resolved stays resolved until there is another', async () => {
  const endpoint = await speaker()
  await watchThrough(endpoint, NOON, NOON + 61 * MINUTE)
  const resolvedAt = new Date(NOON + 62 * MINUTE)
  await db().issue.updateMany({
    where: { organizationId: endpoint.organizationId },
    data: { state: 'resolved', resolvedAt },
  })
  await watchThrough(endpoint, NOON + 63 * MINUTE, NOON + 66 * MINUTE)
  expect(await issuesOf(endpoint)).toMatchObject([{ state: 'resolved', totalCount: 1 }])
})

test('whoever wants no silence alarm has none, and one that stood is over', async () => {
  const endpoint = await speaker()
  await watchThrough(endpoint, NOON, NOON + 61 * MINUTE)
  await db().alertSettings.create({
    data: { organizationId: endpoint.organizationId, silenceMinutes: null, lagSeconds: 300 },
  })
  await watch(endpoint, NOON + 62 * MINUTE)
  expect(await issuesOf(endpoint)).toMatchObject([{ state: 'resolved' }])
})

test('events that arrive late for three minutes are a lag, a burst of old ones is not; on time again ends it', async () => {
  const endpoint = await makeEndpoint()
  const minute = async (n: number, delayMs: number) => {
    await heard(
      endpoint,
      Array.from({ length: 6 }, (_, i) => NOON + n * MINUTE - 50 * SECOND + i * SECOND),
      delayMs,
    )
    await watch(endpoint, NOON + n * MINUTE)
  }
  await watch(endpoint, NOON)
  await minute(1, DAY)
  await minute(2, 0)
  for (const n of [3, 4]) await minute(n, 20 * MINUTE)
  expect(await issuesOf(endpoint)).toEqual([])
  for (const n of [5, 6]) await minute(n, 20 * MINUTE)
  expect(await issuesOf(endpoint)).toMatchObject([{ kind: 'lag', cause: 'arrival', state: 'open', count: 1 }])
  await minute(7, 2 * SECOND)
  expect(await issuesOf(endpoint)).toMatchObject([{ state: 'resolved', resolvedBy: null }])
})

test('a queue that nobody works on is a lag until it moves again', async () => {
  const endpoint = await makeEndpoint()
  const { organizationId } = endpoint
  const eventId = await storeEvent(organizationId, '{"event":"X","data":{}}')
  const waitsSince = (ms: number) =>
    db().eventWork.updateMany({ where: { eventId }, data: { nextAttemptAt: new Date(Date.now() - ms) } })
  await waitsSince(4 * MINUTE)
  await watch(endpoint, Date.now())
  expect(await issuesOf(endpoint)).toEqual([])
  await waitsSince(6 * MINUTE)
  await watch(endpoint, Date.now())
  expect(await issuesOf(endpoint)).toMatchObject([{ kind: 'lag', cause: 'applying', facts: { lagSeconds: 300 } }])
  await db().eventWork.updateMany({ where: { eventId }, data: { state: 'applied', appliedAt: new Date() } })
  await watch(endpoint, Date.now())
  expect(await issuesOf(endpoint)).toMatchObject([{ state: 'resolved' }])
})

test('an organization whose event waits behind the backlog of another is late; the look at it takes one row of the index', async () => {
  const [endpoint, busy] = [await makeEndpoint(), await makeEndpoint()]
  const longAgo = new Date(Date.now() - HOUR)
  const backlog = Array.from({ length: 10_500 }, () => newId())
  await db().event.createMany({
    data: backlog.map((id) => ({
      ...{ organizationId: busy.organizationId, id, endpointId: busy.endpointId, dedupeKey: id, type: 'X' },
      ...{ body: Buffer.from('{}'), receivedAt: longAgo },
    })),
  })
  await db().eventWork.createMany({
    data: backlog.map((eventId) => ({ organizationId: busy.organizationId, eventId, nextAttemptAt: longAgo })),
  })
  const eventId = await storeEvent(endpoint.organizationId, '{"event":"X","data":{}}')
  await db().eventWork.updateMany({ where: { eventId }, data: { nextAttemptAt: new Date(Date.now() - 6 * MINUTE) } })
  await db().$executeRaw`ANALYZE event_work`
  expect(await queueSeconds(endpoint.organizationId)).toBeGreaterThan(350)
  const [plan] = await db().$queryRaw<object[]>`
    EXPLAIN (ANALYZE, FORMAT JSON) SELECT next_attempt_at FROM event_work
    WHERE state = 'pending' AND organization_id = ${endpoint.organizationId}::uuid AND next_attempt_at < now()
    ORDER BY next_attempt_at LIMIT 1`
  expect(JSON.stringify(plan)).toContain('event_work_waiting_idx')
  await watch(endpoint, Date.now())
  expect(await issuesOf(endpoint)).toMatchObject([{ kind: 'lag', cause: 'applying', state: 'open' }])
})

test('ids of a moment lie between those of the moment before and after', () => {
  expect(lowestId(NOON) > newId(NOON - 1)).toBe(true)
  expect(lowestId(NOON) <= newId(NOON)).toBe(true)
})
