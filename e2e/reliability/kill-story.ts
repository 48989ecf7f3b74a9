import { createHmac } from 'node:crypto'
import type { Random } from '@/lib/popp/simulator/random'

/** What Popp sends during the kill test, and what must be true afterwards. Only data: no network, no database. */

export interface StoryDelivery {
  recordId: string
  body: Buffer
}

/** By record id: how many events and flags its conversation must have in the end. */
export type Expected = Map<string, { events: number; flags: number }>

/**
 * Deliveries of `count` events over conversations of four events each, in any order; every tenth conversation in the
 * original payload generation, without ids and times. What a conversation must be in the end is counted while it is made up.
 */
export function makeStory(facts: { count: number; poppOrganizationId: string; run: string; random: Random }) {
  const { count, poppOrganizationId, run, random } = facts
  const deliveries: StoryDelivery[] = []
  const expected: Expected = new Map()
  for (let n = 0; deliveries.length < count; n++) {
    const recordId = `conv_kill_${run}_${n}`
    const events = eventsOf(n, { recordId, organizationId: poppOrganizationId }).slice(0, count - deliveries.length)
    deliveries.push(...events.map((event) => ({ recordId, body: Buffer.from(JSON.stringify(event)) })))
    const flags = events.filter(({ event }) => event === 'CONVERSATION_NEEDS_REVIEW').length
    expected.set(recordId, { events: events.length, flags })
  }
  return { deliveries: shuffled(deliveries, random), expected }
}

function eventsOf(n: number, data: { recordId: string; organizationId: string }) {
  const isOriginal = n % 10 === 0
  const parts: [string, object][] = [
    ['CONVERSATION_STARTED', { conversationStatus: 'ONGOING', participantFirstName: `Candidate ${n}` }],
    ['CONVERSATION_NEEDS_REVIEW', { note: 'first' }],
    ['CONVERSATION_NEEDS_REVIEW', { note: 'second' }],
    ['CONVERSATION_COMPLETED', { conversationStatus: `COMPLETED_SCREENING_${n % 2 ? 'PASSED' : 'FAILED'}` }],
  ]
  return parts.map(([event, more], position) => ({
    event,
    ...(isOriginal ? {} : { eventId: `${data.recordId}_${position}`, eventTimestamp: timeOf(n, position) }),
    data: { ...data, ...more },
  }))
}

const timeOf = (n: number, position: number) =>
  new Date(Date.UTC(2026, 0, 1) + n * 60_000 + position * 1_000).toISOString()

/** A list in another order; the given one stays. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const keyed = list.map((item) => ({ item, at: random() }))
  return keyed.sort((a, b) => a.at - b.at).map(({ item }) => item)
}

export interface Sent {
  eventId: string
  attempts: number
  /** Why it was not acknowledged at first, and how often. */
  refused: Record<string, number>
}

/** Sends as Popp would: again and again until it is acknowledged, and now and then once more although it was. */
export async function deliverUntilAcknowledged(
  endpoint: { endpointUrl: string; signingSecret: string },
  { body }: StoryDelivery,
  deadline: number,
  random: Random,
): Promise<Sent> {
  const signature = createHmac('sha256', endpoint.signingSecret).update(body).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-signature': signature }
  const refused: Sent['refused'] = {}
  for (let attempts = 1; Date.now() < deadline; attempts++) {
    const answer = await post(endpoint.endpointUrl, headers, body)
    if ('eventId' in answer) {
      if (random() < 0.05) await post(endpoint.endpointUrl, headers, body)
      return { eventId: answer.eventId, attempts, refused }
    }
    refused[answer.why] = (refused[answer.why] ?? 0) + 1
    await new Promise((resolve) => setTimeout(resolve, Math.min(100 * attempts, 1_000) * (0.5 + random())))
  }
  throw new Error(`not acknowledged in time: ${JSON.stringify(refused)}`)
}

/** A sender has so many connections; without a limit the test measures how it strangles itself. */
const CONNECTIONS = 200
const free = Array.from({ length: CONNECTIONS }, () => true)
const waiting: (() => void)[] = []

type Answer = { eventId: string } | { why: string }

async function post(url: string, headers: Record<string, string>, body: Buffer): Promise<Answer> {
  if (!free.pop()) await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    const bytes = new Uint8Array(body)
    const answer = await fetch(url, { method: 'POST', headers, body: bytes, signal: AbortSignal.timeout(5_000) })
    const { eventId, cause } = (await answer.json()) as { eventId: string; cause?: string }
    return answer.status === 200 ? { eventId } : { why: `${answer.status} ${cause}` }
  } catch (error) {
    const { cause, name } = error as { cause?: { code?: string }; name: string }
    return { why: cause?.code ?? name }
  } finally {
    const next = waiting.shift()
    if (next) next()
    else free.push(true)
  }
}
