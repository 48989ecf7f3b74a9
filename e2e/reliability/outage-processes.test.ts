import { Agent } from 'node:http'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeDb, db } from '@/lib/platform/db'
import { migrate } from '@/lib/platform/migrate'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { TEST_APP_SECRET } from '@/lib/platform/testing/database'
import { makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { startFaultProxy } from '@/lib/platform/testing/fault-proxy'
import { startPostgres } from '@/scripts/steps/postgres.mjs'
import { deliver, deliverUntilKept, eventBody } from './deliver'
import type { DeskProcess } from './desk-process'
import { discard, newDataDir } from './held-postgres'
import { startWebProcess, type WebProcess } from './web-process'
import { startWorkerProcess } from './worker-process'

const IS_LONG = process.env.RELIABILITY === 'long'
const AWAY_MS = IS_LONG ? 60_000 : 2_000
const FAULT_MS = IS_LONG ? 10_000 : 1_000
const RATE_PER_SECOND = 200
/** What the product promises its senders, and its operators: held against the clock where nothing else runs. */
const [ANSWER_MS, BACK_MS] = [1_000, 5_000]

/** A sender of 200/s has as many connections as it takes. */
const agent = new Agent({ keepAlive: true, maxSockets: 1_000 })
const dataDir = newDataDir()
let postgres: Awaited<ReturnType<typeof startPostgres>>
let proxy: Awaited<ReturnType<typeof startFaultProxy>>
let web: WebProcess
let worker: DeskProcess
let endpoint: TestEndpoint

beforeAll(async () => {
  postgres = await startPostgres(dataDir)
  Object.assign(process.env, { DATABASE_URL: postgres.url, APP_SECRET: TEST_APP_SECRET })
  forgetPerProcess('env')
  await migrate(postgres.url, path.resolve('prisma/migrations'))
  endpoint = await makeEndpoint()
  await closeDb()
  const url = new URL(postgres.url)
  proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port) })
  Object.assign(url, { hostname: '127.0.0.1', port: String(proxy.port) })
  worker = await startWorkerProcess({ DATABASE_URL: url.href, LOG_LEVEL: 'fatal' })
  web = await startWebProcess('own', { DATABASE_URL: url.href, LOG_LEVEL: 'fatal' })
}, 300_000)

afterAll(async () => {
  agent.destroy()
  await Promise.all([web?.stop(), worker?.stop()])
  await closeDb()
  await proxy?.stop()
  await postgres?.stop()
  discard(dataDir)
})

/** The events of the test that runs. */
let told: string[] = []
let sequence = 0
beforeEach(() => {
  told = []
})
const nextBody = () => {
  const eventId = `evt_${sequence++}`
  told.push(`id:${eventId}`)
  return eventBody(endpoint, eventId)
}

test(`the database is away for ${AWAY_MS / 1_000} s under ${RATE_PER_SECOND}/s: each answer is a 503 with Retry-After${IS_LONG ? ' in under a second' : ''}; afterwards nothing is lost and nobody had to be started`, async () => {
  await deliverUntilKept(web.url, endpoint, { body: nextBody() })
  await postgres.stop()
  const { answers, bodies } = await sendSteadily(AWAY_MS)
  postgres = await startPostgres(dataDir, { keepPort: true })
  const backAfterMs = await untilBack()
  const slowestMs = Math.max(...answers.map(({ ms }) => ms))
  process.stdout.write(
    `measured: ${answers.length} refused while away, slowest answer ${Math.round(slowestMs)} ms; back ${backAfterMs} ms after the database\n`,
  )
  expect(answers.length).toBeGreaterThan(0)
  for (const { status, json, headers } of answers) {
    expect([status, json.cause]).toEqual([503, 'unavailable'])
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  }
  if (IS_LONG) {
    expect(answers.length).toBeGreaterThan((AWAY_MS / 1_000) * RATE_PER_SECOND * 0.9)
    expect(slowestMs).toBeLessThan(ANSWER_MS)
    expect(backAfterMs).toBeLessThan(BACK_MS)
  }
  const again = bodies.map((body) => deliverUntilKept(web.url, endpoint, { body }))
  expect(new Set((await Promise.all(again)).map(({ status }) => status))).toEqual(new Set([200]))
  await expectAllApplied()
}, 300_000)

test.each([
  ['connections die without a word', async () => proxy.killSilently()],
  ['the database ends every connection', () => terminateAll()],
  ['the network is silent for a while', () => silenceFor(FAULT_MS)],
  ['every connection waits for a lock for a while', () => lockFor(FAULT_MS)],
  ['others take every connection that the database has,', () => exhaustFor(FAULT_MS)],
])(
  `%s: it comes back${IS_LONG ? ' within 5 s' : ''}, and no process ends`,
  async (fault, bring) => {
    await deliverUntilKept(web.url, endpoint, { body: nextBody() })
    await bring()
    const backAfterMs = await untilBack()
    process.stdout.write(`measured: ${fault}: back after ${backAfterMs} ms\n`)
    if (IS_LONG) expect(backAfterMs).toBeLessThan(BACK_MS)
    expect([web.isRunning(), worker.isRunning()]).toEqual([true, true])
    await expectAllApplied()
  },
  300_000,
)

/** Begins deliveries at the rate, however long the answers take. */
async function sendSteadily(forMs: number) {
  const bodies: string[] = []
  const sending: ReturnType<typeof sendOnce>[] = []
  const startedAt = performance.now()
  for (let elapsed = 0; elapsed < forMs; elapsed = performance.now() - startedAt) {
    while (bodies.length < (elapsed / 1_000) * RATE_PER_SECOND) {
      const body = nextBody()
      bodies.push(body)
      sending.push(sendOnce(body))
    }
    await wait(5)
  }
  return { bodies, answers: await Promise.all(sending) }
}

async function sendOnce(body: string) {
  const startedAt = performance.now()
  const answer = await deliver(web.url, endpoint, { body, agent })
  return { ...answer, ms: performance.now() - startedAt }
}

/** How long it takes until a delivery is stored, the worker has applied it, and the product says that it is ready. */
async function untilBack(): Promise<number> {
  const startedAt = performance.now()
  const body = nextBody()
  const answer = await deliverUntilKept(web.url, endpoint, { body })
  const isApplied = async () =>
    (await db().eventWork.findFirst({ where: { eventId: String(answer.json.eventId) } }))?.state === 'applied'
  while (!(await isApplied()) || !(await fetch(`${web.url}/api/health/ready`)).ok) await wait(50)
  return Math.round(performance.now() - startedAt)
}

async function expectAllApplied() {
  const where = { organizationId: endpoint.organizationId, dedupeKey: { in: told } }
  const ids = (await db().event.findMany({ where, select: { id: true } })).map(({ id }) => id)
  expect(ids).toHaveLength(told.length)
  const applied = () => db().eventWork.count({ where: { eventId: { in: ids }, state: 'applied' } })
  await expect.poll(applied, { timeout: 30_000, interval: 200 }).toBe(told.length)
}

async function withClient(work: (client: Client) => Promise<unknown>) {
  const client = new Client({ connectionString: postgres.url })
  client.on('error', () => {})
  await client.connect()
  await work(client)
  await client.end()
}

const TERMINATE = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`

const terminateAll = () => withClient((client) => client.query(TERMINATE))

async function silenceFor(ms: number) {
  proxy.set('silent')
  await wait(ms)
  proxy.set('pass')
}

/** Deliveries keep coming: each of ingest's connections waits in turn. */
const lockFor = (ms: number) =>
  withClient(async (client) => {
    await client.query('BEGIN; LOCK TABLE events, event_work IN ACCESS EXCLUSIVE MODE')
    const { answers, bodies } = await sendSteadily(ms)
    await client.query('ROLLBACK')
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
    await Promise.all(bodies.map((body) => deliverUntilKept(web.url, endpoint, { body })))
  })

async function exhaustFor(ms: number) {
  const hoard: Client[] = []
  const take = async () => {
    const client = new Client({ connectionString: postgres.url })
    client.on('error', () => {})
    await client.connect()
    hoard.push(client)
  }
  const takeAll = async () => {
    for (;;) await take()
  }
  await takeAll().catch(() => {})
  const pids = hoard.map((client) => (client as unknown as { processID: number }).processID)
  await hoard[0]?.query(`${TERMINATE} AND pid <> ALL($1::int[])`, [pids])
  await takeAll().catch(() => {})
  expect(hoard.length).toBeGreaterThan(100)
  await wait(ms)
  await Promise.all(hoard.map((client) => client.end()))
}
