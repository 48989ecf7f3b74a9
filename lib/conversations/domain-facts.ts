import type { PoppEvent } from '@/lib/popp/event'
import type { ScreeningOutcome } from './schema'

/** What Popp told about candidate, campaign and result; null = never told. */
export type Facts = {
  score: number | null
  firstName: string | null
  lastName: string | null
  candidateId: string | null
  externalId: string | null
  externalCampaignId: string | null
  campaignId: string | null
  conversationUrl: string | null
  outcomes: ScreeningOutcome[]
}

/**
 * The last value told of each, from events in order. Null and absent erase nothing: original payloads write out null
 * for whatever the event at hand is not about, so it means "nothing to tell here", and a candidate's known name must
 * not vanish by it. The same goes for an empty list of screening questions.
 */
export function latestFacts(events: readonly PoppEvent[]): Facts {
  const last = <T>(read: (event: PoppEvent) => T | null | undefined): T | null => {
    const event = events.findLast((each) => (read(each) ?? null) !== null)
    return event ? (read(event) ?? null) : null
  }
  return {
    score: last((event) => event.score),
    firstName: last((event) => event.firstName),
    lastName: last((event) => event.lastName),
    candidateId: last((event) => event.candidateId),
    externalId: last((event) => event.externalId),
    externalCampaignId: last((event) => event.externalCampaignId),
    campaignId: last((event) => event.campaignId),
    conversationUrl: last((event) => event.conversationUrl),
    outcomes: last((event) => (event.outcomes?.length ? event.outcomes : null)) ?? [],
  }
}
