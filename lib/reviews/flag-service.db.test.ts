import { afterAll, beforeEach, expect, test } from 'vitest'
import { defaultReviewSettings } from '@/lib/organizations/review-settings'
import { saveReviewSettings } from '@/lib/organizations/review-settings-service'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { storeEvent } from '@/lib/platform/testing/events'
import { applyBatch } from '@/lib/worker/batch'

useTestDatabase()
afterAll(closePublisher)

let desk: Desk
beforeEach(async () => {
  desk = await createDesk()
})

// Monday, 5 January 2026, at 9 o'clock and some minutes.
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute))
const event = (type: string, minute: number, data: object = {}) =>
  JSON.stringify({
    ...{ event: type, eventId: newId(), eventTimestamp: at(minute).toISOString() },
    data: { recordId: 'conv_1', ...data },
  })
const flagged = (minute: number, data: object = {}) => event('CONVERSATION_NEEDS_REVIEW', minute, data)
const completed = () => event('CONVERSATION_COMPLETED', 30, { conversationStatus: 'CLOSED' })

async function deliver(body: string) {
  const id = await storeEvent(desk.organizationId, body)
  while ((await applyBatch()) > 0);
  return id
}
const item = () => db().reviewItem.findFirstOrThrow({ where: { organizationId: desk.organizationId } })
const trail = async () => {
  const where = { organizationId: desk.organizationId, subjectType: 'review-item' }
  return (await db().auditEntry.findMany({ where, orderBy: { id: 'asc' } })).map(({ action, facts }) => ({
    ...{ action, ...(facts as { version: number; state: string }) },
  }))
}

const TOMORROW = new Date(Date.now() + 86_400_000)
/** As the command does: until then, two hours left of its clock. */
async function putToSleep(until = TOMORROW) {
  const { id } = await item()
  const snoozedById = (await desk.member()).memberId
  const data = { snoozedUntil: until, snoozedById, dueLeftSeconds: 7_200, dueAt: new Date(until.getTime() + 7_200_000) }
  await db().reviewItem.updateMany({ where: { id }, data: { ...data, version: { increment: 1 } } })
  return item()
}
/** Round the clock, so that what is left is as long as it takes. */
const roundTheClock = async () =>
  saveReviewSettings(await desk.member('admin'), {
    ...{ version: 0, ...defaultReviewSettings, timeZone: 'UTC', workingHours: null },
    campaignTargets: [{ campaign: 'night-nurse', dueTargetMinutes: 45 }],
  })

test('a flagged item is due a working day later, and the trail tells how it is', async () => {
  await deliver(flagged(5))
  expect((await item()).dueAt).toEqual(new Date('2026-01-06T09:05Z'))
  expect(await trail()).toMatchObject([{ action: 'item-opened', version: 0, state: 'open', holderId: null }])
})

const linkTo = (campaignId: string) => ({
  campaignConversationUrl: `https://ai.joinpopp.com/campaign/outbound/${campaignId}?conversationId=conv_1`,
})

test.each([
  [{ externalCampaignId: 'night-nurse', ...linkTo('popp-1') }, at(50)],
  [linkTo('night-nurse'), at(50)],
  [{ externalCampaignId: 'own-1', ...linkTo('night-nurse') }, new Date('2026-01-05T17:05Z')],
])('the campaign %j decides by which target', async (data, due) => {
  await roundTheClock()
  await deliver(flagged(5, data))
  expect((await item()).dueAt).toEqual(due)
})

test('a flag that comes before its campaign is named is due by the campaign once that is known', async () => {
  await roundTheClock()
  await deliver(flagged(5))
  const { version } = await item()
  await deliver(event('CONVERSATION_STARTED', 0, linkTo('night-nurse')))
  // A version of its own: an undo of what was done before must not bring the old time back.
  expect(await item()).toMatchObject({ version: version + 1, dueAt: at(50) })
  expect((await trail()).at(-1)).toMatchObject({ action: 'item-due-moved', version: version + 1, cause: 'event' })
})

test('a new event wakes a snoozed item, and its clock goes on', async () => {
  await roundTheClock()
  await deliver(flagged(5))
  const { version } = await putToSleep()
  const before = Date.now()
  await deliver(completed())
  const row = await item()
  expect(row).toMatchObject({ version: version + 1, snoozedUntil: null, snoozedById: null, dueLeftSeconds: null })
  expect(row.dueAt!.getTime() - before - 7_200_000).toBeGreaterThanOrEqual(-1_000)
  expect(row.dueAt!.getTime() - Date.now() - 7_200_000).toBeLessThanOrEqual(1_000)
  const woken = { action: 'item-woken', version: version + 1, state: 'open', snoozedUntil: null, cause: 'event' }
  expect((await trail()).at(-1)).toMatchObject(woken)
})

test('the same event applied again wakes nobody', async () => {
  await deliver(flagged(5))
  const eventId = await deliver(completed())
  const asleep = await putToSleep()
  await db().eventWork.updateMany({ where: { eventId }, data: { state: 'pending' } })
  expect(await applyBatch()).toBe(1)
  expect(await item()).toEqual(asleep)
})

test('news of another conversation wakes nobody, and an item that is awake is left alone', async () => {
  await deliver(flagged(5))
  const awake = await item()
  await deliver(completed())
  expect(await item()).toEqual(awake)
  const asleep = await putToSleep()
  await deliver(event('CONVERSATION_STARTED', 31, { recordId: 'conv_2' }))
  expect(await item()).toEqual(asleep)
})

test('a snooze that is over is the sweep’s: an event changes nothing of it', async () => {
  await deliver(flagged(5))
  const over = await putToSleep(new Date(Date.now() - 1_000))
  await deliver(completed())
  expect(await item()).toEqual(over)
})

test('a flag wakes a snoozed item with one entry that tells both', async () => {
  await deliver(flagged(5))
  const { version } = await putToSleep()
  await deliver(flagged(40))
  expect(await item()).toMatchObject({ version: version + 1, snoozedUntil: null, flagCount: 2, dueLeftSeconds: null })
  const entries = await trail()
  expect(entries.map(({ action }) => action)).toEqual(['item-opened', 'item-flagged-again'])
  expect(entries.at(-1)).toMatchObject({ version: version + 1, snoozedUntil: null, eventIds: [expect.any(String)] })
})

/** An item that `memberId` resolved, wanted by the admins before. */
async function resolvedBy(memberId: string) {
  await deliver(flagged(5))
  const { id, organizationId } = await item()
  const resolutionId = newId()
  const resolution = { organizationId, id: resolutionId, reviewItemId: id, memberId, outcome: 'proceed', at: at(10) }
  await db().resolution.create({ data: { ...resolution, idempotencyKey: resolutionId } })
  const data = { state: 'resolved' as const, resolvedAt: at(10), resolutionId, preferredRole: 'admin' as const }
  await db().reviewItem.updateMany({ where: { id }, data })
}

test('a returned item is for whoever decided before, and due anew', async () => {
  const { memberId } = await desk.member()
  await resolvedBy(memberId)
  await deliver(flagged(20))
  expect(await item()).toMatchObject({
    ...{ state: 'open', returned: true, preferredMemberId: memberId, preferredRole: null },
    ...{ dueAt: new Date('2026-01-06T09:20Z'), resolutionId: null, resolvedAt: null },
  })
})

test.each([
  ['has left', { deactivatedAt: new Date() }],
  ['is an auditor by now', { role: 'auditor' as const }],
])('a returned item is for everybody when the earlier reviewer %s', async (_, data) => {
  const { memberId } = await desk.member()
  await resolvedBy(memberId)
  await db().member.updateMany({ where: { id: memberId }, data })
  await deliver(flagged(20))
  expect(await item()).toMatchObject({ returned: true, preferredMemberId: null, preferredRole: null })
})

test('another flag on an open item leaves it with whom it was handed to', async () => {
  await deliver(flagged(5))
  const { memberId } = await desk.member()
  await db().reviewItem.updateMany({ data: { preferredMemberId: memberId } })
  await deliver(flagged(20))
  expect(await item()).toMatchObject({ preferredMemberId: memberId, flagCount: 2 })
})
