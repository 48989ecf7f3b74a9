import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, startIngestServer, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { type Fault, startFaultProxy } from '@/lib/platform/testing/fault-proxy'
import { closeIngest } from '@/lib/webhooks/ingest'
import { type Answer, deliver, eventBody } from './deliver'

useTestDatabase()

let proxy: Awaited<ReturnType<typeof startFaultProxy>>
let server: Awaited<ReturnType<typeof startIngestServer>>
let direct: Client
let endpoint: TestEndpoint

beforeAll(async () => {
  const url = new URL(process.env.DATABASE_URL ?? '')
  direct = new Client({ connectionString: url.href })
  await direct.connect()
  proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port || 5432) })
  Object.assign(url, { hostname: '127.0.0.1', port: String(proxy.port) })
  process.env.DATABASE_URL = url.href
  forgetPerProcess('env')
  endpoint = await makeEndpoint()
  server = await startIngestServer()
})
afterAll(async () => {
  proxy.set('pass')
  await server.stop()
  await closeIngest()
  await closePublisher()
  await direct.end()
  await proxy.stop()
})

/** A second is measured on real processes, by a sender of its own; here all share one thread. Without our limits nobody is answered. */
const ANSWER_MS = 20_000

let sequence = 0
const send = async () => {
  const eventId = `evt_${sequence++}`
  const startedAt = performance.now()
  const answer = await deliver(server.url, endpoint, { body: eventBody(endpoint, eventId) })
  return { ...answer, eventId, ms: performance.now() - startedAt }
}

async function expectUnavailable(answers: (Answer & { ms: number })[]) {
  for (const { status, headers, json, ms } of answers) {
    expect([status, json.cause]).toEqual([503, 'unavailable'])
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(ms).toBeLessThan(ANSWER_MS)
  }
}

/** By a connection that no fault touches. */
async function isStored(eventId: string) {
  const { rowCount } = await direct.query('SELECT 1 FROM events WHERE organization_id = $1 AND dedupe_key = $2', [
    endpoint.organizationId,
    `id:${eventId}`,
  ])
  return rowCount === 1
}

test.each<Fault>(['silent', 'refuse'])(
  'database %s: 503 soon, never 200; afterwards it works by itself',
  async (fault) => {
    await expect.poll(async () => (await send()).status).toBe(200)
    proxy.set(fault)
    // Also after the look-up of the endpoint has grown old, and for many at once.
    for (let round = 0; round < 3; round++) {
      await expectUnavailable(await Promise.all(Array.from({ length: 20 }, send)))
      await new Promise((resolve) => setTimeout(resolve, 900))
    }
    proxy.set('pass')
    await expect.poll(async () => (await send()).status).toBe(200)
  },
)

test('database away: an endpoint nobody asked for yet is unavailable, not unknown', async () => {
  proxy.set('refuse')
  const answer = await deliver(server.url, endpoint, { body: '{}', endpointId: newId() })
  expect([answer.status, answer.json.cause]).toEqual([503, 'unavailable'])
  proxy.set('pass')
  await expect
    .poll(async () => (await deliver(server.url, endpoint, { body: '{}', endpointId: newId() })).status)
    .toBe(404)
})

test('while connections are cut again and again, a 200 means that the event is stored, and others may come again', async () => {
  const waiting = Array.from({ length: 300 }, () => send())
  let pauseMs = 15
  let cuts: NodeJS.Timeout
  const cut = () => {
    proxy.cut()
    // Ever seldomer: on a slow machine, too, one gets through in the end.
    cuts = setTimeout(cut, pauseMs++)
  }
  cut()
  const answers = await Promise.all(waiting)
  for (let n = 0; n < 150; n++) answers.push(await send())
  clearTimeout(cuts!)
  const acknowledged = answers.filter((answer) => answer.status === 200)
  for (const { eventId } of acknowledged) expect(await isStored(eventId)).toBe(true)
  for (const answer of answers) expect([200, 503]).toContain(answer.status)
  expect(acknowledged.length).toBeGreaterThan(0)
  await expect.poll(async () => (await send()).status).toBe(200)
})
