import { afterAll, beforeEach, expect, test } from 'vitest'
import { recoveredFlagKey } from '@/lib/conversations/domain-recovered-flag'
import { replayRecords } from '@/lib/conversations/replay-service'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { storeEvent } from '@/lib/platform/testing/events'
import { applyBatch } from '@/lib/worker/batch'
import { claimItem } from './claim-service'

useTestDatabase()
afterAll(closePublisher)

let desk: Desk
beforeEach(async () => {
  desk = await createDesk()
})

// Monday, 5 January 2026, at 9 o'clock and some minutes.
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute))
const flag = (minute: number, reviewReason?: string) =>
  JSON.stringify({
    ...{ event: 'CONVERSATION_NEEDS_REVIEW', eventId: newId(), eventTimestamp: at(minute).toISOString() },
    data: { recordId: 'conv_1', reviewReason },
  })

const store = (body: string) => storeEvent(desk.organizationId, body)
/** A flag that Popp's list told of, the conversation last changed at `minute`. */
async function storeRecovered(minute: number, decidedAt: Date | null = null) {
  const dedupeKey = recoveredFlagKey('conv_1', decidedAt)
  const id = await storeEvent(desk.organizationId, flag(minute), { dedupeKey })
  await db().event.updateMany({ where: { id }, data: { source: 'recovered', endpointId: null } })
  return id
}
async function applied(...ids: Promise<string>[]) {
  const [id] = await Promise.all(ids)
  while ((await applyBatch()) > 0);
  return id!
}
const item = () => db().reviewItem.findFirstOrThrow({ where: { organizationId: desk.organizationId } })
const flags = async () => {
  const where = { organizationId: desk.organizationId }
  return (await db().flag.findMany({ where, orderBy: { flaggedAt: 'asc' } })).map(({ eventId }) => eventId)
}
const trail = () =>
  db().auditEntry.findMany({
    where: { organizationId: desk.organizationId, subjectType: 'review-item' },
    orderBy: { id: 'asc' },
    select: { action: true, facts: true },
  })
/** What a late original tells anew. */
const told = { flaggedAt: at(10), flagReason: 'Visa?', openedAt: at(10) }

test('a late original takes the place of the recovered flag on an item that is held', async () => {
  const recoveredId = await applied(storeRecovered(30))
  const ada = await desk.member()
  expect(await claimItem(ada, (await item()).id)).toMatchObject({ ok: true })
  const held = await item()
  const id = await applied(store(flag(10, 'Visa?')))
  expect(await item()).toEqual({ ...held, ...told, dueAt: new Date('2026-01-06T09:10Z') })
  expect(held).toMatchObject({ flagCount: 1, holderId: ada.memberId })
  expect(await flags()).toEqual([id])
  expect((await trail()).map(({ action }) => action)).toEqual(['item-opened', 'item-claimed', 'item-flag-replaced'])
  expect((await trail()).at(-1)!.facts).toMatchObject({
    eventIds: [id],
    replaced: [recoveredId],
    version: held.version,
  })
})

async function putToSleep() {
  const { id } = await item()
  const until = new Date('2126-01-07T10:00Z')
  const snoozedById = (await desk.member()).memberId
  const data = { snoozedUntil: until, snoozedById, dueLeftSeconds: 7_200, dueAt: new Date('2126-01-07T12:00Z') }
  await db().reviewItem.updateMany({ where: { id }, data: { ...data, version: { increment: 1 } } })
  return item()
}

test('an item that sleeps sleeps on, with what the candidate had waited before taken off its clock', async () => {
  await applied(storeRecovered(30))
  const asleep = await putToSleep()
  await applied(store(flag(10, 'Visa?')))
  const clock = { dueLeftSeconds: 6_000, dueAt: new Date('2126-01-07T11:40Z') }
  expect(await item()).toEqual({ ...asleep, ...told, ...clock })
})

test('a recovered flag that comes after its original is nothing, and wakes nobody', async () => {
  const id = await applied(store(flag(10, 'Visa?')))
  const asleep = await putToSleep()
  await applied(storeRecovered(30))
  expect(await item()).toEqual(asleep)
  expect(await flags()).toEqual([id])
})

test('a second original is a second flag, and wakes', async () => {
  await applied(storeRecovered(30))
  const { version } = await putToSleep()
  await applied(store(flag(10, 'Visa?')), store(flag(20, 'Pay?')))
  const row = await item()
  expect(row).toMatchObject({ flagCount: 2, flagReason: 'Pay?', openedAt: at(10), snoozedUntil: null })
  expect(row.version).toBe(version + 1)
  expect(await flags()).toHaveLength(2)
})

/** An item that was decided at that minute. */
async function resolve(minute: number) {
  const { id, organizationId } = await item()
  const { memberId } = await desk.member()
  const made = { organizationId, id: newId(), reviewItemId: id, memberId, outcome: 'proceed', at: at(minute) }
  await db().resolution.create({ data: { ...made, idempotencyKey: made.id } })
  const data = { state: 'resolved' as const, resolvedAt: at(minute), resolutionId: made.id }
  await db().reviewItem.updateMany({ where: { id }, data })
}

test('an item that a recovered flag returned has not returned twice, and waits since the original', async () => {
  await applied(store(flag(5)))
  await resolve(15)
  await applied(storeRecovered(40, at(15)))
  const returned = await item()
  expect(returned).toMatchObject({ state: 'open', returned: true, flagCount: 2, openedAt: at(40) })
  await applied(store(flag(25, 'Visa?')))
  const since = { flaggedAt: at(25), flagReason: 'Visa?', openedAt: at(25), dueAt: new Date('2026-01-06T09:25Z') }
  expect(await item()).toEqual({ ...returned, ...since })
})

test('a resolved item stays resolved, and unchanged but for what the flag says', async () => {
  await applied(storeRecovered(30))
  await resolve(40)
  const resolved = await item()
  await applied(store(flag(10, 'Visa?')))
  expect(await item()).toEqual({ ...resolved, flaggedAt: at(10), flagReason: 'Visa?' })
})

test('in either order, together or one by one, the rows are equal; applied again they stay', async () => {
  const orders = [
    [[() => storeRecovered(30)], [() => store(flag(10, 'Visa?'))]],
    [[() => store(flag(10, 'Visa?'))], [() => storeRecovered(30)]],
    [[() => storeRecovered(30), () => store(flag(10, 'Visa?'))]],
  ]
  const found = []
  for (const order of orders) {
    desk = await createDesk()
    for (const batch of order) await applied(...batch.map((make) => make()))
    const rows = async () => ({ item: await item(), flags: await flags(), trail: await trail() })
    const before = await rows()
    const eventIds = (await db().event.findMany({ where: { organizationId: desk.organizationId } })).map(({ id }) => id)
    await db().eventWork.updateMany({ where: { organizationId: desk.organizationId }, data: { state: 'pending' } })
    while ((await applyBatch()) > 0);
    expect(await rows()).toEqual(before)
    const replay = { recordKeys: ['conv_1'], eventIds, dryRun: true, keep: async () => {} }
    expect(await replayRecords(desk.organizationId, replay)).toEqual([{ recordKey: 'conv_1', parts: [] }])
    const { id: _id, organizationId: _organizationId, ...rest } = before.item
    found.push({ ...rest, flags: before.flags.length })
  }
  expect(found[0]).toMatchObject({ flagCount: 1, flags: 1, version: 0, ...told })
  expect(found[1]).toEqual(found[0])
  expect(found[2]).toEqual(found[0])
})

test('flags that were counted twice before are counted once when they are applied again', async () => {
  const id = await applied(store(flag(10)))
  const recoveredId = await applied(storeRecovered(30))
  const { id: reviewItemId, organizationId, version } = await item()
  const row = { organizationId, id: newId(), reviewItemId, eventId: recoveredId, flaggedAt: at(30) }
  await db().flag.create({ data: row })
  await db().reviewItem.updateMany({ where: { organizationId }, data: { flagCount: 2, flaggedAt: at(30) } })
  const replay = { recordKeys: ['conv_1'], eventIds: [id], dryRun: false, keep: async () => {} }
  expect(await replayRecords(desk.organizationId, replay)).toMatchObject([{ parts: ['review'] }])
  expect(await item()).toMatchObject({ flagCount: 1, flaggedAt: at(10), version })
  expect(await flags()).toEqual([id])
})
