import { expect, test } from 'vitest'
import { db, transaction } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { readConversation } from '@/lib/popp/client/conversation'
import { DETAILS_TYPE, detailsKey, recount } from '@/lib/popp/recount'
import { insertToldEvent, type ToldEvent } from './told-store'

useTestDatabase()

const conversation = readConversation({ id: 'conv_1' }, 'org_1')!
const told: ToldEvent = {
  source: 'details',
  dedupeKey: detailsKey(conversation),
  body: recount(conversation, { type: DETAILS_TYPE, poppOrganizationId: 'org_1', at: null }),
}

test('what was read is an event without an endpoint, waiting for the worker', async () => {
  const { organizationId } = await createDesk()
  expect(await transaction((tx) => insertToldEvent(organizationId, tx, told))).toBe(true)
  const where = { organizationId }
  expect(await db().event.findMany({ where })).toMatchObject([
    { endpointId: null, secretId: null, recordKey: 'conv_1', type: 'CONVERSATION_DETAILS', source: 'details' },
  ])
  expect(await db().eventWork.findMany({ where })).toMatchObject([{ state: 'pending', attempts: 0 }])
})

test('told again, also at once, it is one event', async () => {
  const { organizationId } = await createDesk()
  const all = await Promise.all(
    Array.from({ length: 8 }, () => transaction((tx) => insertToldEvent(organizationId, tx, told))),
  )
  expect(all.filter(Boolean)).toHaveLength(1)
  expect(await db().eventWork.count({ where: { organizationId } })).toBe(1)
})
