import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { startFaultProxy, type Watch } from '@/lib/platform/testing/fault-proxy'
import { deliver, deliverUntilKept, untilKnown } from './deliver'
import { startWebProcess, type WebProcess } from './web-process'
import { startWorkerProcess } from './worker-process'

/** A process is killed at a point that the wire shows: a proxy before the database holds the bytes back until it is dead. */
useTestDatabase()
const QUIET = { LOG_LEVEL: 'fatal' }

let watch: Watch | undefined
let proxy: Awaited<ReturnType<typeof startFaultProxy>>
let throughProxy: string
let web: WebProcess
let endpoint: TestEndpoint
beforeAll(async () => {
  const url = new URL(process.env.DATABASE_URL ?? '')
  proxy = await startFaultProxy(
    { host: url.hostname, port: Number(url.port || 5432) },
    (...passing) => watch?.(...passing) ?? false,
  )
  throughProxy = Object.assign(url, { hostname: '127.0.0.1', port: String(proxy.port) }).href
  web = await startWebProcess('own', QUIET)
}, 300_000)
afterAll(async () => {
  await web?.stop()
  await proxy?.stop()
})
beforeEach(async () => {
  watch = undefined
  endpoint = await makeEndpoint()
})

/** From the moment that `sees` holds, nothing more passes; resolves then. */
function holdFrom(sees: Watch): Promise<void> {
  return new Promise((resolve) => {
    let isHeld = false
    watch = (...passing) => {
      if (!isHeld && sees(...passing)) {
        isHeld = true
        resolve()
      }
      return isHeld
    }
  })
}

const flag = () =>
  JSON.stringify({
    event: 'CONVERSATION_NEEDS_REVIEW',
    eventId: 'evt_1',
    eventTimestamp: '2026-01-15T10:30:00.000Z',
    data: { recordId: 'conv_1', organizationId: endpoint.poppOrganizationId, reason: 'Asks about a visa' },
  })

const isApplied = async () =>
  (await db().eventWork.count({ where: { organizationId: endpoint.organizationId, state: 'applied' } })) === 1

/** The event had its effect, and had it once. */
async function expectOneEffect() {
  const where = { organizationId: endpoint.organizationId }
  await expect.poll(isApplied, { timeout: 20_000 }).toBe(true)
  expect(await db().event.count({ where })).toBe(1)
  expect(await db().conversation.findMany({ where })).toMatchObject([{ recordId: 'conv_1', eventCount: 1 }])
  expect(await db().reviewItem.findMany({ where })).toMatchObject([{ state: 'open', flagCount: 1, version: 0 }])
  expect(await db().flag.count({ where })).toBe(1)
  expect(await db().auditEntry.count({ where: { ...where, action: 'item-opened' } })).toBe(1)
}

test('the answer is lost on its way to the sender: the retry is a no-op', async () => {
  const line = await startFaultProxy(
    { host: '127.0.0.1', port: web.port },
    (_bytes, direction) => direction === 'answered',
  )
  // More than once when the machine is slow: a 503 is lost like any other answer.
  while ((await db().event.count({ where: { organizationId: endpoint.organizationId } })) === 0) {
    const lost = deliver(`http://127.0.0.1:${line.port}`, endpoint, { body: flag() }).catch(() => 'lost')
    await wait(500)
    line.cut()
    expect(await lost).toBe('lost')
  }
  await line.stop()
  expect((await deliverUntilKept(web.url, endpoint, { body: flag() })).json.status).toBe('duplicate')
  const worker = await startWorkerProcess(QUIET)
  expect((await deliverUntilKept(web.url, endpoint, { body: flag() })).json.status).toBe('duplicate')
  await expectOneEffect()
  await worker.stop()
})

test('web is killed after the commit and before its answer: the retry is a no-op', async () => {
  const dying = await startWebProcess('own', { ...QUIET, DATABASE_URL: throughProxy })
  await untilKnown(dying.url, endpoint)
  // The database's word that the INSERT is done, which is committed by then.
  const held = holdFrom((bytes, direction) => direction === 'answered' && bytes.includes('SELECT 0'))
  const lost = deliver(dying.url, endpoint, { body: flag() }).then(
    ({ status }) => status,
    () => 'lost',
  )
  await held
  await dying.kill()
  // Held for longer than an answer may take, it may have been told to come again; never that all is well.
  expect(['lost', 503]).toContain(await lost)
  expect(await db().event.count({ where: { organizationId: endpoint.organizationId } })).toBe(1)
  expect((await deliverUntilKept(web.url, endpoint, { body: flag() })).json.status).toBe('duplicate')
  const worker = await startWorkerProcess(QUIET)
  await expectOneEffect()
  await worker.stop()
})

/** Of the transaction that writes conversations, on its own connection: the worker has others that commit meanwhile. */
function commitOf(direction: 'sent' | 'answered'): Watch {
  const writing = new Set<object>()
  return (bytes, way, connection) => {
    if (way === 'sent' && bytes.includes('INSERT INTO conversations')) writing.add(connection)
    return writing.has(connection) && way === direction && bytes.includes('COMMIT')
  }
}

test.each([
  ['before its commit reaches the database', 'sent', false],
  ['after its commit and before it hears of it', 'answered', true],
] as const)(
  'the worker is killed %s: the next one leaves exactly one effect',
  async (_when, direction, isCommitted) => {
    expect((await deliverUntilKept(web.url, endpoint, { body: flag() })).status).toBe(200)
    const held = holdFrom(commitOf(direction))
    const dying = await startWorkerProcess({ ...QUIET, DATABASE_URL: throughProxy })
    await held
    await dying.kill()
    expect(await isApplied()).toBe(isCommitted)
    watch = undefined
    const next = await startWorkerProcess({ ...QUIET, DATABASE_URL: throughProxy })
    await expectOneEffect()
    await next.stop()
  },
  60_000,
)
