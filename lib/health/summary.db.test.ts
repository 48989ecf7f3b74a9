import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { connectPopp } from '@/lib/platform/testing/popp-connection'
import { getHealthSummary } from './service'

useTestDatabase()

const NOW = new Date('2026-05-04T10:30:20.000Z')
const [SECOND_MS, MINUTE_MS, HOUR_MS] = [1_000, 60_000, 3_600_000]
const before = (ms: number) => new Date(NOW.getTime() - ms)

async function world() {
  const { organizationId } = await createDesk()
  const delivery = (at: Date, answer: 'stored' | 'duplicate' | 'rejected', acknowledgedMs: number) =>
    db().delivery.create({
      data: {
        ...{ organizationId, id: newId(at.getTime()), endpointId: newId(), receivedAt: at, answer, size: 1 },
        ...{ acknowledgedMicroseconds: acknowledgedMs * 1000, status: answer === 'rejected' ? 401 : 200 },
      },
    })
  const event = (at: Date, columns: { appliedAt?: Date; attempts?: number; state?: 'pending' | 'dead' } = {}) =>
    db().eventWork.create({
      data: {
        organizationId,
        eventId: newId(at.getTime()),
        state: columns.appliedAt ? 'applied' : 'pending',
        ...columns,
      },
    })
  return { organizationId, delivery, event, summary: () => getHealthSummary({ organizationId }, NOW) }
}

test('the day has 24 hours and the hour 60 minutes, each with what came in it and nothing else', async () => {
  const { delivery, summary } = await world()
  await delivery(before(5 * SECOND_MS), 'stored', 2)
  await delivery(before(20 * SECOND_MS), 'duplicate', 4)
  await delivery(before(21 * SECOND_MS), 'rejected', 900)
  await delivery(before(3 * HOUR_MS), 'stored', 8)
  await delivery(before(30 * HOUR_MS), 'stored', 1)
  const { hours, minutes } = await summary()
  expect([hours.length, minutes.length]).toEqual([24, 60])
  expect([hours[0]!.from, hours.at(-1)!.from]).toEqual(['2026-05-03T11:00:00.000Z', '2026-05-04T10:00:00.000Z'])
  expect(minutes.at(-1)).toMatchObject({ from: '2026-05-04T10:30:00.000Z', stored: 1, duplicate: 1, rejected: 0 })
  expect(minutes.at(-2)).toMatchObject({ stored: 0, rejected: 1, acknowledgedP50: null })
  expect(hours.at(-1)).toMatchObject({ stored: 1, duplicate: 1, rejected: 1, acknowledgedP50: 2, acknowledgedP99: 4 })
  expect(hours.at(-4)).toMatchObject({ from: '2026-05-04T07:00:00.000Z', stored: 1, acknowledgedP99: 8 })
  expect(hours.reduce((sum, { stored }) => sum + stored, 0)).toBe(2)
})

test('apply latency runs from an event’s arrival to its commit; what waits has none yet, and retries are counted', async () => {
  const { event, summary } = await world()
  const at = before(2 * MINUTE_MS)
  await event(at, { appliedAt: new Date(at.getTime() + 250) })
  await event(at, { attempts: 3 })
  const { minutes, queue } = await summary()
  expect(minutes.at(-3)).toMatchObject({ appliedP50: 250, appliedP99: 250, retries: 2 })
  expect(queue).toEqual({ waiting: 1, oldestAt: at.toISOString(), dead: 0, quarantined: 0 })
})

test('another organization’s events, calls and answers are not counted', async () => {
  const [ours, theirs] = [await world(), await world()]
  await theirs.delivery(before(SECOND_MS), 'stored', 1)
  await theirs.event(before(SECOND_MS))
  await theirs.event(before(SECOND_MS), { state: 'dead' })
  const { organizationId } = theirs
  const call = { organizationId, id: newId(), kind: 'reply', state: 'failed', dedupeKey: 'x', dueAt: NOW } as const
  await db().outwardCall.create({ data: call })
  const at = before(SECOND_MS)
  const answer = { organizationId, id: newId(at.getTime()), call: 'x', status: 500, body: new Uint8Array(), at }
  await db().poppAnswer.create({ data: answer })
  expect(await theirs.summary()).toMatchObject({
    queue: { waiting: 1, dead: 1 },
    outward: [{ kind: 'reply', state: 'failed', count: 1 }],
    poppApi: { calls: 1, errors: 1, lastAt: at.toISOString() },
  })
  const { hours, queue, outward, poppApi } = await ours.summary()
  expect(hours.every(({ stored }) => stored === 0)).toBe(true)
  expect([queue.waiting, queue.dead, outward, poppApi.calls]).toEqual([0, 0, [], 0])
})

test('of the comparisons it tells the newest, and when one came to its end last; nothing of other organizations', async () => {
  const [{ organizationId, summary }, theirs] = [await world(), await world()]
  expect((await summary()).reconcile).toEqual({ connected: false, everyMinutes: null, runs: [] })
  const run = (id: string, state: 'done' | 'failed', minutes: number) =>
    db().reconcileRun.create({
      data: { organizationId: id, id: newId(before(minutes * MINUTE_MS).getTime()), state, listed: 3, complete: 3 },
    })
  await connectPopp(organizationId, 'http://127.0.0.1:9/v1', { reconcileEveryMinutes: 60 })
  await run(organizationId, 'done', 90)
  await run(organizationId, 'failed', 45)
  const last = await run(organizationId, 'done', 30)
  expect((await summary()).reconcile).toMatchObject({ connected: true, everyMinutes: 60, runs: [{ id: last.id }] })
  await run(organizationId, 'failed', 15)
  const newest = await run(organizationId, 'failed', 5)
  expect((await summary()).reconcile.runs.map(({ id }) => id)).toEqual([newest.id, last.id])
  expect((await theirs.summary()).reconcile.runs).toEqual([])
})
