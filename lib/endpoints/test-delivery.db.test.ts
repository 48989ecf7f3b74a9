import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { startIngestServer } from '@/lib/platform/testing/endpoint'
import { closeIngest } from '@/lib/webhooks/ingest'
import { addSecret, retireSecret } from './secret-service'
import { addEndpoint, listEndpoints } from './service'
import { sendTest } from './test-service'

useTestDatabase()

let desk: Awaited<ReturnType<typeof startIngestServer>>
/** A port on which nobody listens. */
let silent: number
beforeAll(async () => {
  desk = await startIngestServer()
  const gone = await startIngestServer()
  silent = gone.port
  await gone.stop()
})
afterAll(async () => {
  await desk.stop()
  await closeIngest()
})

/** The address that people and Popp use, and the port on which the desk itself listens. */
function serveAt(appUrl: string, port = desk.port) {
  Object.assign(process.env, { APP_URL: appUrl, PORT: String(port) })
  forgetPerProcess('env')
}

async function world() {
  const admin = await (await createDesk()).member('admin')
  const made = await addEndpoint(admin, { name: 'Popp', signingSecret: 'whsec_first' })
  return { admin, id: made.ok ? made.value.id : '' }
}

async function tested(...asked: Parameters<typeof sendTest>) {
  const told = await sendTest(...asked)
  if (!told.ok) throw new Error(told.reason)
  return told.value
}

test('a test goes through the public address, is found among the deliveries, and makes no conversation', async () => {
  serveAt(desk.url)
  const { admin, id } = await world()
  const told = await tested(admin, id, null)
  expect(told).toMatchObject({ url: `${desk.url}/api/webhooks/popp/${id}`, status: 200, answer: 'stored' })
  const event = await db().event.findFirstOrThrow({ where: { organizationId: admin.organizationId } })
  expect([event.id, event.type, event.recordKey]).toEqual([told.eventId, 'REVIEW_DESK_TEST', null])
  expect(told.milliseconds).toBeGreaterThan(0)
})

test('during a rotation each active secret can be tried; one that was retired signs no test', async () => {
  serveAt(desk.url)
  const { admin, id } = await world()
  await addSecret(admin, id, 'whsec_second')
  const [second, first] = (await listEndpoints(admin))[0]!.secrets
  for (const { id: secretId } of [second!, first!]) {
    const { eventId, status } = await tested(admin, id, secretId)
    expect(status).toBe(200)
    expect(await db().event.findFirst({ where: { id: eventId! } })).toMatchObject({ secretId })
  }
  await retireSecret(admin, id, first!.id)
  expect(await sendTest(admin, id, first!.id)).toEqual({ ok: false, reason: 'no-secret' })
})

test('where the address leads nowhere from here, that is said, and the desk itself is tried', async () => {
  serveAt(`http://127.0.0.1:${silent}`)
  const { admin, id } = await world()
  expect(await tested(admin, id, null)).toMatchObject({
    viaLoopback: true,
    unreachable: 'ECONNREFUSED',
    url: `${desk.url}/api/webhooks/popp/${id}`,
    status: 200,
  })
  serveAt(`http://127.0.0.1:${silent}`, silent)
  expect(await tested(admin, id, null)).toMatchObject({ status: null, unreachable: 'ECONNREFUSED', eventId: null })
})

test('what something else answers at the address is told as it is, and no event is claimed', async () => {
  const other = createServer((_, response) => response.writeHead(302, { location: '/login' }).end('<html>'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  serveAt(`http://127.0.0.1:${(other.address() as AddressInfo).port}`)
  const { admin, id } = await world()
  expect(await tested(admin, id, null)).toMatchObject({ status: 302, answer: null, eventId: null, viaLoopback: false })
  other.close()
})

test('another organization’s endpoint is not tested', async () => {
  const [{ id }, stranger] = [await world(), (await world()).admin]
  expect(await sendTest(stranger, id, null)).toEqual({ ok: false, reason: 'not-found' })
})
