import { afterAll, beforeAll, expect, test } from 'vitest'
import { watchOrganization } from '@/lib/issues/watch-service'
import { db } from '@/lib/platform/db'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, startIngestServer, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { ensureSchedules } from '@/lib/schedules/schedule-store'
import { closeIngest } from '@/lib/webhooks/ingest'
import { applyBatch } from '@/lib/worker/batch'
import { deliver, eventBody } from './deliver'

// From the wire to the issue: what Popp is refused over HTTP, and what the worker then makes of it.
useTestDatabase()

let server: Awaited<ReturnType<typeof startIngestServer>>
beforeAll(async () => {
  server = await startIngestServer()
})
afterAll(async () => {
  await server.stop()
  await closePublisher()
})

/** As the worker does a little later, when the log of deliveries is written. */
async function lookAt({ organizationId }: TestEndpoint) {
  await closeIngest()
  await ensureSchedules('watch')
  await watchOrganization({ organizationId, progress: {} }, new Date(Date.now() + 3_000))
}

test('a valid signature of one organization over a body that names another: kept, applied nowhere, one issue', async () => {
  const [ours, theirs] = [await makeEndpoint(), await makeEndpoint({ secrets: ['whsec_theirs'] })]
  const answer = await deliver(server.url, ours, { body: eventBody(theirs, 'evt_foreign') })
  expect([answer.status, answer.json.status]).toEqual([200, 'stored'])
  while ((await applyBatch()) > 0);
  await lookAt(ours)
  const of = ({ organizationId }: TestEndpoint) => ({ where: { organizationId } })
  const rowsOfTheirs = [
    await db().event.count(of(theirs)),
    await db().eventWork.count(of(theirs)),
    await db().conversation.count(of(theirs)),
    await db().delivery.count(of(theirs)),
    await db().issue.count(of(theirs)),
  ]
  expect(rowsOfTheirs).toEqual([0, 0, 0, 0, 0])
  expect(await db().conversation.count(of(ours))).toBe(0)
  expect(await db().eventWork.findMany(of(ours))).toMatchObject([{ state: 'quarantined' }])
  expect(await db().issue.findMany(of(ours))).toMatchObject([
    { kind: 'foreign', state: 'open', count: 1, facts: { eventId: answer.json.eventId } },
  ])
})

test('200 forged deliveries at once are one issue and one alert for each admin', async () => {
  const endpoint = await makeEndpoint()
  const { organizationId } = endpoint
  const user = { id: endpoint.endpointId, email: 'admin@example.test', name: 'Admin' }
  await db().user.create({ data: user })
  await db().member.create({ data: { organizationId, id: user.id, userId: user.id, role: 'admin' } })
  const forged = { body: eventBody(endpoint, 'evt_forged'), signature: 'f'.repeat(64) }
  const answers = await Promise.all(Array.from({ length: 200 }, () => deliver(server.url, endpoint, forged)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
  await lookAt(endpoint)
  const logged = await db().delivery.count({ where: { organizationId } })
  expect(await db().issue.findMany({ where: { organizationId } })).toMatchObject([
    { kind: 'signature', cause: `wrong-signature@${endpoint.endpointId}`, count: logged, state: 'open' },
  ])
  expect(await db().notification.findMany({ where: { organizationId } })).toMatchObject([{ kind: 'issue-opened' }])
})
