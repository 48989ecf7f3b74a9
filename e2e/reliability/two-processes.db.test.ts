import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint } from '@/lib/platform/testing/endpoint'
import { deliverUntilKept, eventBody } from './deliver'
import { startWebProcess } from './web-process'

useTestDatabase()
let processes: Awaited<ReturnType<typeof startWebProcess>>[]
beforeAll(async () => {
  processes = [await startWebProcess('own'), await startWebProcess('own')]
}, 120_000)
afterAll(async () => {
  await Promise.all(processes.map((process) => process.stop()))
})

const EVENTS = 40
const COPIES = 20
const isFlag = (n: number) => n % 4 === 0

test('copies that race each other in two processes are one event, stored by one of them', async () => {
  const endpoint = await makeEndpoint()
  // Every fourth is a request for review of the original generation: its key is decided by what is stored already.
  const bodies = Array.from({ length: EVENTS }, (_, n) =>
    isFlag(n)
      ? JSON.stringify({ event: 'CONVERSATION_NEEDS_REVIEW', data: { recordId: `conv_${n}` } })
      : eventBody(endpoint, `evt_${n}`),
  )
  const order = bodies.flatMap((body) => Array.from({ length: COPIES }, () => body)).sort(() => Math.random() - 0.5)
  const answers = await Promise.all(
    order.map(async (body, index) => ({
      body,
      ...(await deliverUntilKept(processes[index % 2]!.url, endpoint, { body })),
    })),
  )
  expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  for (const body of bodies) {
    const copies = answers.filter((answer) => answer.body === body)
    // None, if the first answer came too late to be a 200 although its row was stored.
    expect(copies.filter(({ json }) => json.status === 'stored').length).toBeLessThanOrEqual(1)
    expect(new Set(copies.map(({ json }) => json.eventId)).size).toBe(1)
  }
  const where = { organizationId: endpoint.organizationId }
  expect(await db().event.count({ where })).toBe(EVENTS)
  expect(await db().eventWork.count({ where })).toBe(EVENTS)
  const stop = processes.map((process) => process.stop())
  await Promise.all(stop)
  // The log is written after the answers, at the latest when the process ends.
  expect(await db().delivery.count({ where: { ...where, answer: 'stored' } })).toBeLessThanOrEqual(EVENTS)
  expect(await db().delivery.count({ where: { ...where, answer: { in: ['stored', 'duplicate'] } } })).toBe(
    EVENTS * COPIES,
  )
})
