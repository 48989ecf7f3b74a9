import { afterAll, beforeEach, expect, test } from 'vitest'
import { GET } from '@/app/api/metrics/route'
import { closeDb, db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { metrics } from '@/lib/platform/metrics'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, startIngestServer } from '@/lib/platform/testing/endpoint'
import { storeEvent } from '@/lib/platform/testing/events'
import { closeIngest } from '@/lib/webhooks/ingest'
import { applyBatch } from '@/lib/worker/batch'
import { metricsText } from './metrics-service'
import { endReports, ownProcess, reportProcess } from './process-service'

useTestDatabase()
afterAll(closeIngest)
beforeEach(() => forget('metrics', 'metrics-state'))

const forget = (...names: string[]) => void names.map((name) => forgetPerProcess(name))

const scrape = async () => {
  forget('metrics-state')
  return (await metricsText()).text
}
/** The value of the one sample whose line begins like this, labels in any order. */
const sample = (text: string, name: string, labels: Record<string, string> = {}) => {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  const lines = text.split('\n').filter((line) => line.startsWith(name) && wanted.every((part) => line.includes(part)))
  return lines.map((line) => Number(line.split(' ').at(-1)))
}

test('every answer that Popp gets is counted with its cause, and no label names a tenant or an id', async () => {
  const { endpointId, organizationId } = await makeEndpoint()
  const server = await startIngestServer()
  const body = JSON.stringify({ event: 'CONVERSATION_STARTED', data: { recordId: 'conv_measured' } })
  const request = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
  for (const id of [endpointId, newId()]) await fetch(`${server.url}/api/webhooks/popp/${id}`, request)
  await server.stop()
  const text = await scrape()
  expect(sample(text, 'review_desk_deliveries_total', { answer: 'refused', cause: 'missing-signature' })).toEqual([1])
  expect(sample(text, 'review_desk_deliveries_total', { cause: 'unknown-endpoint' })).toEqual([1])
  expect(sample(text, 'review_desk_acknowledgement_seconds_count', { answer: 'refused' })).toEqual([2])
  for (const secret of [endpointId, organizationId, 'conv_measured']) expect(text).not.toContain(secret)
})

test('what workers report is merged into the scrape of a web process, those of several summed', async () => {
  const { organizationId } = await makeEndpoint()
  process.env.PROCESS_NAME = 'worker'
  for (const events of [2, 1]) {
    forget('metrics', 'own-process')
    for (let i = 0; i < events; i++) await storeEvent(organizationId, '{"event":"WORKFLOW_PUBLISHED","data":{}}')
    await applyBatch()
    await reportProcess()
  }
  process.env.PROCESS_NAME = 'web'
  forget('metrics', 'own-process')
  const text = await scrape()
  expect(sample(text, 'review_desk_apply_latency_seconds_count', { role: 'worker' })).toEqual([3])
  expect(sample(text, 'process_cpu_seconds_total', { role: 'web' })).toHaveLength(1)
  const pool = { role: 'worker', pool: 'desk', state: 'total' }
  expect(sample(text, 'review_desk_database_pool_connections', pool)[0]).toBeGreaterThan(0)
  // Only who asks the database says how it is.
  expect(sample(text, 'review_desk_database_up', { role: 'worker' })).toEqual([])
  expect(text).not.toMatch(/ (null|NaN|undefined)$/m)
  delete process.env.PROCESS_NAME
})

test('a worker that said nothing for long is not counted, and one that ends says so', async () => {
  process.env.PROCESS_NAME = 'worker'
  forget('own-process')
  metrics().failures.inc({ outcome: 'dead' })
  await reportProcess()
  await db().$executeRaw`UPDATE process_metrics SET at = now() - interval '1 minute'`
  process.env.PROCESS_NAME = 'web'
  forget('metrics')
  expect(sample(await scrape(), 'review_desk_apply_failures_total', { role: 'worker' })).toEqual([])
  await endReports()
  expect(await db().processMetrics.count({ where: { id: ownProcess().id } })).toBe(0)
  delete process.env.PROCESS_NAME
})

test('queue, dead letters and outward calls are told as they are', async () => {
  const { organizationId } = await makeEndpoint()
  const old = newId(Date.now() - 90_000)
  await storeEvent(organizationId, '{"event":"A","data":{}}', { id: old })
  const dead = await storeEvent(organizationId, '{"event":"A","data":{}}')
  await db().eventWork.updateMany({ where: { eventId: dead }, data: { state: 'dead' } })
  const call = { organizationId, kind: 'reply', state: 'failed', dedupeKey: 'x', dueAt: new Date() } as const
  await db().outwardCall.create({ data: { ...call, id: newId() } })
  const text = await scrape()
  expect(sample(text, 'review_desk_queue_events')).toEqual([1])
  expect(sample(text, 'review_desk_queue_oldest_seconds')[0]).toBeGreaterThanOrEqual(90)
  expect(sample(text, 'review_desk_troubled_events', { state: 'dead' })).toEqual([1])
  expect(sample(text, 'review_desk_outward_calls', { kind: 'reply', state: 'failed' })).toEqual([1])
  expect(sample(text, 'review_desk_database_up')).toEqual([1])
  expect(sample(text, 'review_desk_database_pool_connections', { pool: 'desk', state: 'total' })[0]).toBeGreaterThan(0)
})

test('without the database a process still tells what it knows by itself', async () => {
  const url = process.env.DATABASE_URL
  await closeDb()
  process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none'
  forget('env')
  const text = await scrape()
  expect(sample(text, 'review_desk_database_up')).toEqual([0])
  expect(text).toContain('process_resident_memory_bytes')
  await closeDb()
  process.env.DATABASE_URL = url
  forget('env')
})

test('without a token nobody from elsewhere reads metrics; with one, whoever bears it', async () => {
  const ask = async (headers: Record<string, string> = {}) =>
    (await GET(new Request('http://localhost:3000/api/metrics', { headers }))).status
  expect(await ask()).toBe(403)
  expect(await ask({ 'x-review-desk-direct': '1' })).toBe(403)
  process.env.METRICS_TOKEN = 'a-token-for-prometheus'
  forget('env')
  expect(await ask()).toBe(401)
  expect(await ask({ authorization: 'Bearer something-else-entirely' })).toBe(401)
  expect(await ask({ authorization: 'Bearer a-token-for-prometheus' })).toBe(200)
  delete process.env.METRICS_TOKEN
  forget('env')
})
