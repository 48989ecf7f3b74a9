// What Popp sends during the kill test, and what must be true afterwards. Only data: no network, no database.
import { createHmac } from 'node:crypto'

/**
 * Deliveries of `count` events over conversations of four events each; every tenth conversation in the original payload
 * generation, without ids and times. What a conversation must be in the end is counted while it is made up.
 */
export function makeStory({ count, poppOrganizationId, run }) {
  const deliveries = []
  const conversations = new Map()
  for (let n = 0; deliveries.length < count; n++) {
    const recordId = `conv_kill_${run}_${n}`
    const events = eventsOf({ n, recordId, poppOrganizationId }).slice(0, count - deliveries.length)
    deliveries.push(...events.map((event) => ({ recordId, body: Buffer.from(JSON.stringify(event)) })))
    const flags = events.filter(({ event }) => event === 'CONVERSATION_NEEDS_REVIEW').length
    conversations.set(recordId, { events: events.length, flags })
  }
  return { deliveries: deliveries.sort(() => Math.random() - 0.5), conversations }
}

function eventsOf({ n, recordId, poppOrganizationId }) {
  const isOriginal = n % 10 === 0
  const data = { recordId, organizationId: poppOrganizationId }
  const parts = [
    ['CONVERSATION_STARTED', { conversationStatus: 'ONGOING', participantFirstName: `Candidate ${n}` }],
    ['CONVERSATION_NEEDS_REVIEW', { note: 'first' }],
    ['CONVERSATION_NEEDS_REVIEW', { note: 'second' }],
    ['CONVERSATION_COMPLETED', { conversationStatus: `COMPLETED_SCREENING_${n % 2 ? 'PASSED' : 'FAILED'}` }],
  ]
  return parts.map(([event, more], position) => ({
    event,
    ...(isOriginal ? {} : { eventId: `${recordId}_${position}`, eventTimestamp: timeOf(n, position) }),
    data: { ...data, ...more },
  }))
}

const timeOf = (n, position) => new Date(Date.UTC(2026, 0, 1) + n * 60_000 + position * 1_000).toISOString()

/**
 * Sends one delivery as Popp would: again and again until it is acknowledged, and now and then once more although it was.
 * @returns {Promise<{ eventId: string, attempts: number, refused: Record<string, number> }>}
 */
export async function deliverUntilAcknowledged({ endpointUrl, signingSecret }, { body }, deadline) {
  const headers = {
    'content-type': 'application/json',
    'x-signature': createHmac('sha256', signingSecret).update(body).digest('hex'),
  }
  const refused = {}
  for (let attempts = 1; Date.now() < deadline; attempts++) {
    const answer = await post(endpointUrl, headers, body)
    if (answer.eventId) {
      if (Math.random() < 0.05) await post(endpointUrl, headers, body)
      return { eventId: answer.eventId, attempts, refused }
    }
    refused[answer.why] = (refused[answer.why] ?? 0) + 1
    await new Promise((resolve) => setTimeout(resolve, Math.min(100 * attempts, 1_000) * (0.5 + Math.random())))
  }
  throw new Error(`not acknowledged in time: ${JSON.stringify(refused)}`)
}

/** A sender has so many connections; without a limit the test measures how it strangles itself. */
const CONNECTIONS = 200
const free = Array.from({ length: CONNECTIONS }, () => true)
const waiting = []

async function post(endpointUrl, headers, body) {
  if (!free.pop()) await new Promise((resolve) => waiting.push(resolve))
  try {
    const answer = await fetch(endpointUrl, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) })
    const { eventId, cause } = await answer.json()
    return answer.status === 200 ? { eventId } : { why: `${answer.status} ${cause}` }
  } catch (error) {
    return { why: error.cause?.code ?? error.name }
  } finally {
    const next = waiting.shift()
    if (next) next()
    else free.push(true)
  }
}
