import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, startIngestServer, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { closeIngest } from '@/lib/webhooks/ingest'
import { applyBatch } from '@/lib/worker/batch'
import { deliverUntilKept } from './deliver'

useTestDatabase()
let server: Awaited<ReturnType<typeof startIngestServer>>
beforeAll(async () => {
  server = await startIngestServer()
})
afterAll(async () => {
  await server.stop()
  await closeIngest()
  await closePublisher()
})

const COPIES = 5
const AT_ONCE = 20
const person = { recordId: 'conv_1', participantFirstName: 'Amara', participantLastName: 'Okafor' }
const events = {
  CONVERSATION_STARTED: { conversationStatus: 'ONGOING' },
  CONVERSATION_NEEDS_REVIEW: {},
  CONVERSATION_COMPLETED: {
    conversationStatus: 'COMPLETED_SCREENING_PASSED',
    scorecardTotalValue: 12.5,
    screeningQuestionsOutcome: [{ questionOutcome: 'PASSED', screeningQuestion: 'Nights?', responseSummary: 'Yes.' }],
  },
}
type EventType = keyof typeof events
const types = Object.keys(events) as EventType[]
const minutes: Record<EventType, number> = {
  CONVERSATION_STARTED: 0,
  CONVERSATION_NEEDS_REVIEW: 4,
  CONVERSATION_COMPLETED: 9,
}

const bodyOf = (type: EventType, { poppOrganizationId }: TestEndpoint) =>
  JSON.stringify({
    event: type,
    eventId: `evt_${type}`,
    eventTimestamp: `2026-01-15T10:0${minutes[type]}:00.000Z`,
    data: { ...person, organizationId: poppOrganizationId, ...events[type] },
  })

/** The original generation: no event id and no time. */
const originalBodyOf = (type: EventType) => JSON.stringify({ event: type, data: { ...person, ...events[type] } })

const orders = types.flatMap((first) =>
  types
    .filter((type) => type !== first)
    .map((second) => [first, second, types.find((type) => type !== first && type !== second)!]),
)

/** Sends each body five times in this order, twenty requests at a time, while two workers apply. */
async function run(endpoint: TestEndpoint, bodies: string[]) {
  const queue = bodies.flatMap((body) => Array.from({ length: COPIES }, () => body))
  const send = async () => {
    for (let body = queue.shift(); body !== undefined; body = queue.shift()) {
      expect((await deliverUntilKept(server.url, endpoint, { body })).status).toBe(200)
    }
  }
  let sending = true
  const work = async () => {
    while (sending) await applyBatch()
    while ((await applyBatch()) > 0);
  }
  const workers = [work(), work()]
  await Promise.all(Array.from({ length: AT_ONCE }, send))
  sending = false
  await Promise.all(workers)
}

async function rowsOf({ organizationId }: TestEndpoint) {
  const where = { organizationId }
  const conversations = await db().conversation.findMany({ where, omit: { organizationId: true } })
  const outcomes = await db().screeningOutcome.findMany({ where, omit: { organizationId: true } })
  const items = await db().reviewItem.findMany({ where, omit: { organizationId: true, id: true, version: true } })
  const flags = await db().flag.findMany({ where, select: { flaggedAt: true, reason: true } })
  return { conversations, outcomes, items, flags, events: await db().event.count({ where }) }
}

test('STARTED, NEEDS_REVIEW and COMPLETED, five copies each, 20 at once, in every order: equal rows each time', async () => {
  const results = []
  for (const order of orders) {
    const endpoint = await makeEndpoint()
    await run(
      endpoint,
      order.map((type) => bodyOf(type, endpoint)),
    )
    results.push(await rowsOf(endpoint))
  }
  expect(results).toHaveLength(6)
  expect(results[0]).toMatchObject({
    conversations: [
      { status: 'passed', aiOutcome: 'passed', score: 12.5, candidateName: 'Amara Okafor', eventCount: 3 },
    ],
    outcomes: [{ verdict: 'passed' }],
    items: [{ state: 'open', flagCount: 1 }],
    events: 3,
  })
  for (const result of results) expect(result).toEqual(results[0])
})

test('the same without ids and times: one conversation, one item, the same decision, whatever the order', async () => {
  for (const order of orders) {
    const endpoint = await makeEndpoint()
    await run(endpoint, order.map(originalBodyOf))
    expect(await rowsOf(endpoint)).toMatchObject({
      conversations: [{ status: 'passed', aiOutcome: 'passed', ended: true, score: 12.5, eventCount: 3 }],
      outcomes: [{ verdict: 'passed' }],
      items: [{ state: 'open', flagCount: 1 }],
      events: 3,
    })
  }
})
