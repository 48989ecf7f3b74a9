import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { addSecret, makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { storeEvents } from '@/lib/platform/testing/many-events'
import { applyBatch } from '@/lib/worker/batch'
import { explainDelivery } from './explain-service'
import { explainedDelivery } from './schema-explanation'

useTestDatabase()
let own: TestEndpoint
beforeEach(async () => {
  own = await makeEndpoint()
})

const event = (type: string, minute: number, data: object = {}) =>
  JSON.stringify({
    event: type,
    eventId: `evt_${type}_${minute}`,
    eventTimestamp: new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString(),
    data: { recordId: 'conv_1', ...data },
  })
const person = { participantFirstName: 'Amara', participantLastName: 'Okafor' }

/** Stores and applies events of one conversation. */
async function applied(...bodies: string[]) {
  const ids = await storeEvents(
    own.organizationId,
    bodies.map((body) => ({ body, endpointId: own.endpointId })),
  )
  while ((await applyBatch()) > 0);
  return ids
}

const explain = async (id: string) => explainedDelivery.parse(await explainDelivery(own, id))

test('an event says what it changed: the first made the conversation, a copy in other words told nothing new', async () => {
  const [first, copy, flag, end] = await applied(
    event('CONVERSATION_STARTED', 0, { ...person, conversationStatus: 'ONGOING' }),
    event('CONVERSATION_STARTED', 1, { ...person, conversationStatus: 'ONGOING' }),
    event('CONVERSATION_NEEDS_REVIEW', 2, { reason: 'Asks about a visa' }),
    event('CONVERSATION_COMPLETED', 9, { conversationStatus: 'COMPLETED_SCREENING_PASSED', scorecardTotalValue: 7 }),
  )
  expect((await explain(copy!)).event?.effect).toEqual({ made: false, parts: [], review: null })
  expect((await explain(first!)).event?.effect).toMatchObject({ made: false, parts: ['startedAt'] })
  expect((await explain(end!)).event?.effect?.parts).toEqual(['status', 'aiOutcome', 'score', 'endedAt'])
  const item = await db().reviewItem.findFirstOrThrow({ where: { organizationId: own.organizationId } })
  expect((await explain(flag!)).event?.effect?.review).toEqual({ itemId: item.id, action: 'item-opened' })
  expect(JSON.stringify(await explain(flag!))).not.toMatch(/Amara|Okafor|visa/)
})

test('alone it made the conversation, and only what it told is named', async () => {
  const [only] = await applied(event('CONVERSATION_STARTED', 0, { conversationStatus: 'ONGOING', externalId: 'ats-1' }))
  expect((await explain(only!)).event?.effect).toEqual({
    made: true,
    parts: ['status', 'externalId', 'startedAt'],
    review: null,
  })
})

test('what is dead or in quarantine changed nothing; what could not be used is named without its value', async () => {
  const [dead, quarantined, odd] = await storeEvents(own.organizationId, [
    { body: event('CONVERSATION_STARTED', 0), state: 'dead', error: 'Error' },
    { body: event('CONVERSATION_STARTED', 1), state: 'quarantined' },
    { body: event('CONVERSATION_STARTED', 2, { scorecardTotalValue: 'plenty' }) },
  ])
  for (const id of [dead, quarantined]) expect((await explain(id!)).event).toMatchObject({ effect: null, warnings: [] })
  const { event: explained, masked } = await explain(odd!)
  expect(explained?.warnings).toEqual(['data.scorecardTotalValue: expected a finite number, got another string'])
  expect(masked).toContain('"scorecardTotalValue": ‹6 characters›')
})

test('the secret that vouched for it is named by when it was added and how it stands by now', async () => {
  const [id] = await applied(event('CONVERSATION_STARTED', 0))
  const where = { organizationId_id: { organizationId: own.organizationId, id: id! } }
  const signature = async () => (await explain(id!)).event?.signature
  expect(await signature()).toEqual({ by: 'nobody' })
  const [secret] = own.secrets
  await db().event.update({ where, data: { secretId: secret!.id } })
  expect(await signature()).toMatchObject({ by: 'secret', standing: 'current' })
  await addSecret(own.organizationId, own.endpointId, newId(Date.now() + 1_000), 'whsec_second')
  expect(await signature()).toMatchObject({ by: 'secret', standing: 'older' })
  await db().endpointSecret.updateMany({ where: { id: secret!.id }, data: { retiredAt: new Date() } })
  expect(await signature()).toMatchObject({ by: 'secret', standing: 'retired', addedAt: expect.any(String) })
  await db().event.update({ where, data: { source: 'recovered', secretId: null, endpointId: null } })
  expect(await explain(id!)).toMatchObject({ endpointId: null, endpointName: '', event: { signature: { by: 'api' } } })
})

test('an attempt that failed says when the next one is; a first one that is due has none', async () => {
  const [id] = await storeEvents(own.organizationId, [{ body: event('CONVERSATION_STARTED', 0) }])
  expect((await explain(id!)).event?.nextAttemptAt).toBeNull()
  const nextAttemptAt = new Date(Date.now() + 60_000)
  await db().eventWork.updateMany({ where: { eventId: id }, data: { attempts: 2, error: 'Error', nextAttemptAt } })
  expect((await explain(id!)).event?.nextAttemptAt).toBe(nextAttemptAt.toISOString())
})

test('another organization’s delivery is as unknown as one that never was', async () => {
  const [id] = await applied(event('CONVERSATION_STARTED', 0))
  const foreign = await makeEndpoint()
  for (const each of [id!, newId(), 'no-id']) expect(await explainDelivery(foreign, each)).toBeNull()
})
