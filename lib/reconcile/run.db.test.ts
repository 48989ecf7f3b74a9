import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { startIngestServer } from '@/lib/platform/testing/endpoint'
import { createPoppWorld, newestRun, type PoppWorld } from '@/lib/platform/testing/popp-world'
import { reconcilePage } from './run-service'
import { orderDueReconciles } from './schedule-service'
import { cancelReconcile, orderReconcile, reconcileOverviewOf, startReconcile } from './service'

useTestDatabase()

let server: Awaited<ReturnType<typeof startIngestServer>>
beforeAll(async () => {
  server = await startIngestServer()
})
afterAll(() => server.stop())

let world: PoppWorld
let admin: SignedInMember
beforeEach(async () => {
  forgetPerProcess('popp-circuits')
  world = await createPoppWorld(server)
  const { organizationId } = world
  const id = organizationId
  await db().user.create({ data: { id, email: `${id}@example.test`, name: 'Priya' } })
  await db().member.create({ data: { organizationId, id, userId: id, role: 'admin' } })
  admin = {
    ...{ organizationId, organizationName: 'Test', memberId: id, userId: id, sessionId: id, name: 'Priya' },
    ...{ email: `${id}@example.test`, role: 'admin' },
  }
})
afterEach(async () => {
  await world.popp.stop()
  // An open run of one test must not be taken by the next.
  await db().reconcileRun.deleteMany()
})

const page = () => reconcilePage({ pausesMs: [] })
const runs = () => db().reconcileRun.findMany({ where: { organizationId: world.organizationId } })
const actions = async () =>
  (await db().auditEntry.findMany({ where: { organizationId: world.organizationId }, orderBy: { id: 'asc' } }))
    .filter(({ subjectType }) => subjectType === 'reconcile')
    .map(({ action, memberId }) => [action, memberId])

async function fill(count: number) {
  await world.popp.control({ webhooks: { silent: true } })
  for (let n = 0; n < count; n++) await world.popp.tell(`conv_${n}`, ['started'], { at: Date.now() - 3_600_000 - n })
}

test('of any number that start one at once one is ordered; the others are told so', async () => {
  const results = await Promise.all(Array.from({ length: 8 }, () => startReconcile(admin)))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.filter((result) => !result.ok && result.reason === 'already-open')).toHaveLength(7)
  expect(await runs()).toHaveLength(1)
  expect(await actions()).toEqual([['reconcile-started', admin.memberId]])
})

test('without a key none is ordered, and one that is open ends with the reason', async () => {
  await startReconcile(admin)
  await db().poppConnection.update({
    where: { organizationId: world.organizationId },
    data: { keyCiphertext: null },
  })
  expect(await page()).toBe(true)
  expect(await newestRun(world.organizationId)).toMatchObject({ state: 'failed', error: 'no-key' })
  expect(await startReconcile(admin)).toEqual({ ok: false, reason: 'not-connected' })
})

test('a worker that died leaves a run that goes on at its page, and counts no page twice', async () => {
  await fill(230)
  await startReconcile(admin)
  await page()
  expect(await newestRun(world.organizationId)).toMatchObject({ state: 'running', listed: 100, leaseUntil: null })
  // It had taken the second page when it died.
  await db().reconcileRun.updateMany({ data: { leaseUntil: new Date(Date.now() + 60_000) } })
  expect(await page()).toBe(false)
  await db().reconcileRun.updateMany({ data: { leaseUntil: new Date(0) } })
  while (await page());
  expect(await newestRun(world.organizationId)).toMatchObject({
    ...{ state: 'done', listed: 230, recovered: 230, complete: 0, events: 230, nextToken: null },
  })
  const asked = world.popp.requests.filter(({ path }) => path === '/v1/conversations')
  expect(asked).toHaveLength(3)
})

test('two workers that hold the same page by mistake count it once', async () => {
  await fill(130)
  await startReconcile(admin)
  await world.popp.control({ api: { on: ['list'], delayMs: 2_000, times: 2 } })
  const slow = page()
  await expect.poll(async () => (await newestRun(world.organizationId)).state).toBe('running')
  await db().reconcileRun.updateMany({ data: { leaseUntil: new Date(0) } })
  await Promise.all([slow, page()])
  expect(await newestRun(world.organizationId)).toMatchObject({ listed: 100, recovered: 100 })
})

test('a cancelled run stops after its page; what it found stays', async () => {
  await fill(130)
  const started = await startReconcile(admin)
  const id = started.ok ? started.run.id : ''
  await page()
  expect(await cancelReconcile(admin, id)).toMatchObject({ ok: true, run: { stopping: true } })
  expect(await cancelReconcile(admin, id)).toMatchObject({ ok: true })
  await page()
  expect(await newestRun(world.organizationId)).toMatchObject({ state: 'cancelled', listed: 100, recovered: 100 })
  expect(await cancelReconcile(admin, world.organizationId)).toEqual({ ok: false, reason: 'unknown' })
  expect((await actions()).map(([action]) => action)).toEqual(['reconcile-started', 'reconcile-cancelled'])
  const again = await startReconcile(admin)
  expect(await cancelReconcile(admin, again.ok ? again.run.id : '')).toMatchObject({ run: { state: 'cancelled' } })
})

test('Popp’s failures are tried again, then the run ends with the reason and an issue stands until one succeeds', async () => {
  await fill(3)
  await startReconcile(admin)
  await world.popp.control({ api: { on: ['list'], status: 502, times: 4 } })
  // Three tries of the client, a pause, and the fourth of them: the circuit is still closed.
  expect(await reconcilePage({ pausesMs: [1] })).toBe(true)
  expect(await newestRun(world.organizationId)).toMatchObject({ state: 'running', leaseUntil: null, attempts: 1 })
  await expect.poll(() => reconcilePage({ pausesMs: [1] })).toBe(true)
  expect(await newestRun(world.organizationId)).toMatchObject({ state: 'done', listed: 3 })
  await world.popp.control({ api: { on: ['list'], status: 403 } })
  await orderReconcile(world.organizationId, null)
  await page()
  expect(await newestRun(world.organizationId)).toMatchObject({ state: 'failed', error: 'unauthorized' })
  const issue = () => db().issue.findFirst({ where: { organizationId: world.organizationId } })
  expect(await issue()).toMatchObject({ kind: 'popp-api', cause: 'list-conversations', state: 'open' })
  await world.popp.control({ heal: true })
  expect(await world.reconcile()).toMatchObject({ state: 'done', listed: 3, complete: 3 })
  expect(await issue()).toMatchObject({ state: 'resolved' })
})

test('the schedule orders one an interval after it was switched on, and again after another', async () => {
  const { organizationId } = world
  const minute = 60_000
  const now = Date.now()
  const look = async (at: number) => {
    await db().schedule.updateMany({ data: { nextAt: new Date(0), leaseUntil: null } })
    await orderDueReconciles(at)
    const ordered = await runs()
    await db().reconcileRun.updateMany({ where: { organizationId }, data: { state: 'done' } })
    return ordered.length
  }
  expect(await look(now)).toBe(0)
  await db().poppConnection.update({ where: { organizationId }, data: { reconcileEveryMinutes: 60 } })
  expect(await look(now)).toBe(0)
  expect(await look(now + 59 * minute)).toBe(0)
  expect(await look(now + 60 * minute)).toBe(1)
  expect(await look(now + 61 * minute)).toBe(1)
  expect(await look(now + 120 * minute)).toBe(2)
  expect(await actions()).toEqual([
    ['reconcile-started', null],
    ['reconcile-started', null],
  ])
})

test('the overview tells runs, newest first, by whom, and what is set', async () => {
  await orderReconcile(world.organizationId, null)
  while (await page());
  await startReconcile(admin)
  expect(await reconcileOverviewOf(admin)).toMatchObject({
    connected: true,
    everyMinutes: null,
    runs: [
      { state: 'waiting', startedBy: 'Priya' },
      { state: 'done', startedBy: null },
    ],
  })
})
