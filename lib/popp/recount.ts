import { createHash } from 'node:crypto'
import type { PoppConversation } from './client/conversation'
import { recordKey } from './envelope'
import type { PoppOutcome } from './event'

/** The type of the event that Get Conversation makes: facts without a happening. Popp has none of this name. */
export const DETAILS_TYPE = 'CONVERSATION_DETAILS'

interface Recounted {
  /** Which event it becomes: `DETAILS_TYPE`, or one of Popp's own that never came. */
  type: string
  poppOrganizationId: string
  /** When it happened, as far as Popp told; null = nothing is known but when it was read. */
  at: Date | null
}

/**
 * What Popp's API tells of a conversation, as the body of an event, so that it is kept, folded and shown like everything
 * else that Popp says. Holds only what was told, in one order: equal tellings give equal bytes.
 */
export function recount(conversation: PoppConversation, { type, poppOrganizationId, at }: Recounted): Uint8Array {
  const body = {
    event: type,
    ...(at && { eventTimestamp: at.toISOString() }),
    source: 'popp-api',
    data: { recordId: conversation.id, organizationId: poppOrganizationId, ...factsOf(conversation) },
  }
  return new TextEncoder().encode(JSON.stringify(body))
}

/** Says which facts are told: equal tellings have equal keys. */
export function detailsKey(conversation: PoppConversation): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(factsOf(conversation)))
    .digest('hex')
  return `details:${recordKey(conversation.id)}:${digest.slice(0, 40)}`
}

/** The fields of an event of Popp's, under its own names. Null and absent say nothing, so they are left out. */
function factsOf(conversation: PoppConversation): Record<string, unknown> {
  const { outcomes } = conversation
  const facts = {
    conversationStatus: conversation.rawStatus,
    participantFirstName: conversation.firstName,
    participantLastName: conversation.lastName,
    candidateId: conversation.candidateId,
    externalId: conversation.externalId,
    externalCampaignId: conversation.externalCampaignId,
    campaignId: conversation.campaignId,
    campaignConversationUrl: conversation.conversationUrl,
    scorecardTotalValue: conversation.score,
    screeningQuestionsOutcome: outcomes?.length ? outcomes.map(outcomeOf) : null,
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined))
}

const outcomeOf = ({ question, rawVerdict, summary }: PoppOutcome) => ({
  screeningQuestion: question,
  questionOutcome: rawVerdict,
  responseSummary: summary,
})
