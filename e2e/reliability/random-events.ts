import { integer, pick, type Random } from '@/lib/popp/simulator/random'

/** One event of a made-up conversation: `id` is Popp's own, the same in every copy. */
export interface MadeEvent {
  id: string
  body: string
}

const minute = (at: number) => new Date(Date.UTC(2026, 0, 15, 10, at)).toISOString()
const person = { participantFirstName: 'Amara', participantLastName: 'Okafor' }
const screening = [{ questionOutcome: 'PASSED', screeningQuestion: 'Nights?', responseSummary: 'Yes.' }]

/** An event's body by the record it is about. */
const bodyOf = (recordId: string, event: string, eventId: string, at: number, data: object): MadeEvent => ({
  id: eventId,
  body: JSON.stringify({ event, eventId, eventTimestamp: minute(at), data: { recordId, ...data } }),
})

/** A whole conversation in six events: asked for twice, and ended twice. */
export const sixEvents = (recordId: string): MadeEvent[] => [
  bodyOf(recordId, 'CONVERSATION_QUEUED', 'q', 0, { externalId: 'ats-1' }),
  bodyOf(recordId, 'CONVERSATION_STARTED', 's', 1, { ...person, conversationStatus: 'ONGOING' }),
  bodyOf(recordId, 'CONVERSATION_NEEDS_REVIEW', 'r1', 4, { reason: 'Asks about a visa' }),
  bodyOf(recordId, 'CONVERSATION_NEEDS_REVIEW', 'r2', 6, { reason: 'Asks again' }),
  bodyOf(recordId, 'CONVERSATION_COMPLETED', 'c', 9, {
    ...{ conversationStatus: 'COMPLETED_SCREENING_PASSED', scorecardTotalValue: 12.5 },
    screeningQuestionsOutcome: screening,
  }),
  bodyOf(recordId, 'CONVERSATION_OPTED_OUT', 'o', 12, { externalId: 'ats-2' }),
]

const KINDS = ['QUEUED', 'STARTED', 'NEEDS_REVIEW', 'COMPLETED', 'OPTED_OUT', 'MAX_NUDGES_REACHED', 'SOMETHING_NEW']
const STATUSES = ['ONGOING', 'COMPLETED_SCREENING_PASSED', 'COMPLETED_SCREENING_FAILED', 'CLOSED', 'COMPLETED', 'NEW']

/** Any events in any contradiction. Few moments: many of them are of the same one, as clocks of whole seconds make them. */
export function randomEvents(recordId: string, count: number, random: Random): MadeEvent[] {
  return Array.from({ length: count }, (_, n) =>
    bodyOf(recordId, `CONVERSATION_${pick(random, KINDS)}`, `e${n}`, integer(random, 0, 5), {
      ...(random() < 0.5 ? { conversationStatus: pick(random, STATUSES) } : {}),
      ...(random() < 0.3 ? { participantFirstName: pick(random, ['Amara', 'Ama', null]) } : {}),
      ...(random() < 0.3 ? { scorecardTotalValue: pick(random, [0, 3, 12.5, null]) } : {}),
      ...(random() < 0.3 ? { externalId: `ats-${n}`, reason: `reason ${n}` } : {}),
      ...(random() < 0.2 ? { screeningQuestionsOutcome: random() < 0.5 ? screening : [] } : {}),
    }),
  )
}

/** The order and, each up to three times, copies at any later place. The first arrivals stay in the given order. */
export function withCopies<T>(order: readonly T[], random: Random): T[] {
  const arrivals = order.map((item, n) => ({ item, at: n }))
  for (const [n, item] of order.entries())
    for (let copies = integer(random, 0, 2); copies > 0; copies--)
      arrivals.push({ item, at: n + random() * order.length })
  return arrivals.sort((a, b) => a.at - b.at).map(({ item }) => item)
}

/** Every order there is. */
export function permutations<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]]
  return all.flatMap((each, i) => permutations(all.toSpliced(i, 1)).map((rest) => [each, ...rest]))
}
