import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { db, transaction } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { startIngestServer } from '@/lib/platform/testing/endpoint'
import { applyAll, createPoppWorld, type PoppWorld } from '@/lib/platform/testing/popp-world'
import { insertToldEvent } from '@/lib/webhooks/told-store'

useTestDatabase()

const STORIES = 100

let server: Awaited<ReturnType<typeof startIngestServer>>
beforeAll(async () => {
  server = await startIngestServer()
})
afterAll(() => server.stop())

let world: PoppWorld
beforeEach(async () => {
  world = await createPoppWorld(server)
})
afterEach(() => world.popp.stop())

test('where every delivery came, no event is made but of facts that webhooks leave out', async () => {
  await world.tellStories(STORIES)
  await world.reconcile()
  const types = await db().event.groupBy({
    by: ['type'],
    where: { organizationId: world.organizationId, source: 'recovered' },
  })
  expect(types.map(({ type }) => type).filter((type) => type !== 'CONVERSATION_DETAILS')).toEqual([])
}, 60_000)

/** As if a member had decided at that time. */
async function resolve({ organizationId }: PoppWorld, at: Date) {
  const { id } = await db().reviewItem.findFirstOrThrow({ where: { organizationId } })
  await db().user.create({ data: { id, email: `${id}@example.test`, name: 'Maya' } })
  await db().member.create({ data: { organizationId, id, userId: id, role: 'recruiter' } })
  await db().resolution.create({
    data: { organizationId, id, reviewItemId: id, memberId: id, outcome: 'proceed', at, idempotencyKey: id },
  })
  await db().reviewItem.updateMany({
    where: { organizationId },
    data: { state: 'resolved', resolvedAt: at, resolutionId: id },
  })
}

test('a second flag that never came returns the resolved item, once', async () => {
  const { popp, organizationId } = world
  const anHourAgo = Date.now() - 3_600_000
  await popp.tell('conv_twice', ['started', 'needs-review'], { at: anHourAgo })
  await applyAll()
  await resolve(world, new Date(anHourAgo + 600_000))
  expect(await world.reconcile()).toMatchObject({ state: 'done', events: 0 })
  await popp.control({ webhooks: { silent: true } })
  await popp.tell('conv_twice', ['needs-review'], { at: anHourAgo + 1_200_000 })
  const item = () => db().reviewItem.findFirst({ where: { organizationId } })
  expect(await world.reconcile()).toMatchObject({ state: 'done', events: 1 })
  expect(await item()).toMatchObject({ state: 'open', returned: true, flagCount: 2 })
  expect(await world.reconcile()).toMatchObject({ state: 'done', events: 0 })
})

test('facts that were recovered are no news, what was missed is: a snoozed item sleeps on, or wakes', async () => {
  const { organizationId } = world
  await world.popp.tell('conv_s', ['started', 'needs-review'], { at: Date.now() - 3_600_000 })
  await applyAll()
  const snoozedUntil = new Date(Date.now() + 3_600_000)
  await db().reviewItem.updateMany({ where: { organizationId }, data: { snoozedUntil } })
  const apply = async (type: string) => {
    const body = new TextEncoder().encode(
      JSON.stringify({ event: type, data: { recordId: 'conv_s', scorecardTotalValue: 4 } }),
    )
    const told = { source: 'recovered', dedupeKey: `recovered:${type}`, body } as const
    await transaction((tx) => insertToldEvent(world.organizationId, tx, told))
    await applyAll()
    return db().reviewItem.findFirst({ where: { organizationId } })
  }
  expect(await apply('CONVERSATION_DETAILS')).toMatchObject({ snoozedUntil })
  expect(await apply('CONVERSATION_COMPLETED')).toMatchObject({ snoozedUntil: null })
})

test('an end that was recovered asks for no details: they came along', async () => {
  await world.popp.control({ webhooks: { silent: true } })
  await world.popp.tell('conv_e', ['started', 'completed'], { at: Date.now() - 3_600_000 })
  await world.reconcile()
  expect(await db().conversation.findFirst({ where: { organizationId: world.organizationId } })).toMatchObject({
    status: 'passed',
  })
  expect(await db().outwardCall.count({ where: { organizationId: world.organizationId } })).toBe(0)
})

test('a late original of a recovered flag takes its place, and returns no item whose decision is newer than its time', async () => {
  const { popp, organizationId } = world
  const anHourAgo = Date.now() - 3_600_000
  await popp.control({ webhooks: { silent: true } })
  await popp.tell('conv_late', ['started', 'needs-review'], { at: anHourAgo })
  await popp.control({ heal: true })
  await world.reconcile()
  const item = await db().reviewItem.findFirstOrThrow({ where: { organizationId } })
  expect(item).toMatchObject({ state: 'open', flagCount: 1 })
  await resolve(world, new Date())
  await popp.control({ sendDropped: true })
  await applyAll()
  expect(await db().reviewItem.findMany({ where: { organizationId } })).toMatchObject([
    { state: 'resolved', returned: false, flagCount: 1, version: item.version },
  ])
  expect(await db().flag.count({ where: { organizationId } })).toBe(1)
})

test('what changed a moment ago is left to the webhook that may be on its way', async () => {
  await world.popp.control({ webhooks: { silent: true } })
  await world.popp.tell('conv_young', ['started'])
  expect(await world.reconcile()).toMatchObject({ state: 'done', listed: 1, complete: 1, recovered: 0 })
})

test('recovered events are marked, came by no endpoint, and carry no signature', async () => {
  await world.popp.control({ webhooks: { silent: true } })
  await world.popp.tell('conv_1', ['started', 'completed'], { at: Date.now() - 3_600_000 })
  await world.reconcile()
  const events = await db().event.findMany({ where: { organizationId: world.organizationId }, orderBy: { id: 'asc' } })
  expect(events.map(({ type, source, endpointId, secretId }) => ({ type, source, endpointId, secretId }))).toEqual([
    { type: 'CONVERSATION_STARTED', source: 'recovered', endpointId: null, secretId: null },
    { type: 'CONVERSATION_COMPLETED', source: 'recovered', endpointId: null, secretId: null },
  ])
  expect(await db().conversation.findFirst({ where: { organizationId: world.organizationId } })).toMatchObject({
    recordId: 'conv_1',
    status: 'passed',
  })
})
