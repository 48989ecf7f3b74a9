import { Agent } from 'node:http'
import v8 from 'node:v8'
import vm from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectConversation } from '@/lib/conversations/domain'
import { db } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint } from '@/lib/platform/testing/endpoint'
import { dedupeKey, readEnvelope, recordKey } from '@/lib/popp/envelope'
import { normalise } from '@/lib/popp/normalise'
import { randomFor } from '@/lib/popp/simulator/random'
import { deliverUntilKept } from './deliver'
import { type DeskProcess, residentBytes } from './desk-process'
import { fuzzedBody } from './fuzzed-body'
import { startWebProcess, type WebProcess } from './web-process'
import { startWorkerProcess } from './worker-process'

const IS_LONG = process.env.RELIABILITY === 'long'
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
const [READ, SENT] = IS_LONG ? [100_000, 10_000] : [4_000, 500]
const MEBIBYTE = 1024 * 1024
/** What a process that has worked already may grow by: twice as many bodies, or ten times, make no difference. */
const [HEAP_MIB, RESIDENT_MIB] = [16, 96]
const AT_ONCE = 32

useTestDatabase()
let web: WebProcess
let worker: DeskProcess
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
beforeAll(async () => {
  process.stdout.write(`seed: FUZZ_SEED=${SEED}\n`)
  web = await startWebProcess('own', { LOG_LEVEL: 'fatal' })
  worker = await startWorkerProcess({ LOG_LEVEL: 'fatal' })
}, 300_000)
afterAll(async () => {
  agent.destroy()
  await Promise.all([web?.stop(), worker?.stop()])
})

test(`${READ} fuzzed bodies are read without a throw, and leave no memory behind`, () => {
  const receivedAt = new Date()
  const random = randomFor(SEED, 'read')
  const readOne = () => {
    const bytes = fuzzedBody(random)
    const reading = readEnvelope(bytes, receivedAt)
    const event = normalise(bytes, receivedAt)
    projectConversation([{ key: 'k', identity: 'i', receivedAt, event }])
    if (!reading.ok) return
    dedupeKey(reading.envelope, bytes)
    if (reading.envelope.recordId !== null) recordKey(reading.envelope.recordId)
  }
  for (let n = 0; n < READ / 10; n++) readOne()
  const before = heapAfterCollection()
  for (let n = 0; n < READ - READ / 10; n++) readOne()
  const growth = (heapAfterCollection() - before) / MEBIBYTE
  process.stdout.write(`measured: ${READ} bodies read, heap ${growth.toFixed(1)} MiB more\n`)
  expect(growth).toBeLessThan(HEAP_MIB)
}, 300_000)

test(`${SENT} of them over HTTP, authentic: stored or refused with 422, none answered 500, each kept one applied${IS_LONG ? ', memory flat' : ''}`, async () => {
  const endpoint = await makeEndpoint()
  const random = randomFor(SEED, 'sent')
  const statuses: Record<number, number> = {}
  const send = async (count: number) => {
    let left = count
    const one = async () => {
      while (left-- > 0) {
        const { status } = await deliverUntilKept(web.url, endpoint, { body: fuzzedBody(random), agent })
        statuses[status] = (statuses[status] ?? 0) + 1
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
  }
  await send(SENT / 5)
  const before = [residentBytes(web) ?? 0, residentBytes(worker) ?? 0]
  await send(SENT - SENT / 5)
  const where = { organizationId: endpoint.organizationId }
  const count = (state: 'pending' | 'applied' | 'dead') => db().eventWork.count({ where: { ...where, state } })
  await expect.poll(() => count('pending'), { timeout: 60_000, interval: 100 }).toBe(0)
  const growth = [web, worker].map((one, n) => Math.round(((residentBytes(one) ?? 0) - (before[n] ?? 0)) / MEBIBYTE))
  process.stdout.write(
    `measured: ${SENT} over HTTP ${JSON.stringify(statuses)}; web ${growth[0]} MiB more, worker ${growth[1]}; ${await count('applied')} events applied, ${await count('dead')} dead\n`,
  )
  expect(Object.keys(statuses).filter((status) => !['200', '422'].includes(status))).toEqual([])
  expect([statuses[200], statuses[422]].every((times) => (times ?? 0) > SENT / 20)).toBe(true)
  expect(await count('dead')).toBe(0)
  expect([web.isRunning(), worker.isRunning()]).toEqual([true, true])
  // What so few leave behind is less than what the collector has not yet looked at.
  if (IS_LONG) expect(Math.max(...growth)).toBeLessThan(RESIDENT_MIB)
}, 300_000)

function heapAfterCollection(): number {
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc') as () => void
  collect()
  collect()
  return process.memoryUsage().heapUsed
}
