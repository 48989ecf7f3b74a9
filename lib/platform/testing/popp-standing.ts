import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'

const FACTS = [
  ...['score', 'firstName', 'lastName', 'candidateId', 'externalId', 'externalCampaignId', 'campaignId'],
  ...['conversationUrl', 'startedAt'],
] as const

/** What the organization knows of each conversation, by Popp's id of it. */
export async function standings(organizationId: OrganizationId) {
  const where = { organizationId }
  const [conversations, outcomes, items] = await Promise.all([
    db().conversation.findMany({ where }),
    db().screeningOutcome.findMany({ where, orderBy: { position: 'asc' } }),
    db().reviewItem.findMany({ where }),
  ])
  return new Map(
    conversations.map((row) => [
      row.recordId,
      {
        standing: { status: row.status, aiOutcome: row.aiOutcome, optedOut: row.optedOut, ended: row.ended },
        facts: Object.fromEntries(FACTS.map((name) => [name, row[name as keyof typeof row]])),
        outcomes: outcomes
          .filter(({ recordKey }) => recordKey === row.recordKey)
          .map(({ question, verdict, summary }) => ({ question, verdict, summary })),
        items: items
          .filter(({ recordKey }) => recordKey === row.recordKey)
          .map(({ state, returned }) => ({ state, returned })),
      },
    ]),
  )
}

type Standings = Awaited<ReturnType<typeof standings>>

/**
 * Where one organization knows less, or something else, than another whose deliveries all arrived; empty = nowhere. It may
 * know more: Popp's list tells facts that some webhooks leave out. Times are not compared, since the list tells none.
 */
export function differences(found: Standings, whole: Standings): string[] {
  const names = new Set([...found.keys(), ...whole.keys()])
  return [...names].flatMap((recordId) => {
    const [one, other] = [found.get(recordId), whole.get(recordId)]
    if (!one || !other) return [`${recordId}: ${one ? 'unknown to the other' : 'missing'}`]
    const of = ({ standing, outcomes, items }: typeof one) => JSON.stringify({ standing, outcomes, items })
    if (of(one) !== of(other)) return [`${recordId}: ${of(one)}, not ${of(other)}`]
    const compared = FACTS.filter((fact) => fact !== 'startedAt' || (isTimed(recordId) && isStartTold(other)))
    return compared
      .filter((fact) => differs(fact, one.facts[fact], other.facts[fact]))
      .map((fact) => `${recordId}: ${fact} is ${one.facts[fact]}, not ${other.facts[fact]}`)
  })
}

/** Payloads of the original generation carry no time: told an hour late, a start seems to lie after a recovered end. */
const isTimed = (recordId: string) => recordId.startsWith('conv_')

/** Popp's list does not tell whether a conversation that was closed without an answer had begun. */
const isStartTold = ({ standing, outcomes, items }: NonNullable<ReturnType<Standings['get']>>) =>
  standing.status !== 'closed' || outcomes.length + items.length > 0

const differs = (fact: string, found: unknown, whole: unknown): boolean => {
  if (whole === null) return false
  return fact === 'startedAt' ? found === null : found !== whole
}
