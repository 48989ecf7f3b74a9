import { renderMeeting } from './other-events'
import type { StoryEvent } from './story-event'
import type { Generation } from './subject'

export type Payload = { event: string; data: Record<string, unknown> } & Partial<{
  eventId: string
  eventTimestamp: string
}>

/** The exact body of one event as Popp's documentation of that generation shows it, ready for `JSON.stringify`. */
export function renderEvent(event: StoryEvent, generation: Generation): Payload {
  return generation === 'original' ? renderOriginal(event) : renderCurrent(event)
}

/**
 * The original guide documents one shape of data, for every event, with each null written out. The typo in
 * `participantFirsName` is in the contract. Its `conversationStatus` knows the two screening results only.
 */
function renderOriginal({ type, subject, status, result }: StoryEvent): Payload {
  return {
    event: type,
    data: {
      recordId: subject.recordId,
      organizationId: subject.organizationId,
      ...(result ? { conversationStatus: status } : {}),
      scorecardTotalValue: result?.score ?? null,
      externalId: subject.externalId,
      externalCampaignId: subject.externalCampaignId,
      participantFirsName: subject.firstName,
      participantLastName: subject.lastName,
      screeningQuestionsOutcome: result?.outcomes ?? [],
    },
  }
}

function renderCurrent(event: StoryEvent): Payload {
  return {
    event: event.type,
    eventId: event.eventId,
    eventTimestamp: new Date(event.at).toISOString(),
    data: event.meeting ? renderMeeting(event.meeting, event.subject, event.at) : (event.other ?? currentData(event)),
  }
}

function currentData({ type, subject, status, result, reason }: StoryEvent): Record<string, unknown> {
  const { recordId, organizationId } = subject
  // Only these two payloads are documented whole; the rest may be no more than the envelope.
  const documented = type === 'CONVERSATION_STARTED' || type === 'CONVERSATION_COMPLETED'
  const extra = reason === undefined ? {} : { reason }
  if (subject.sparse && !documented) return { recordId, organizationId, ...extra }
  const data = {
    recordId,
    organizationId,
    conversationStatus: status,
    candidateId: subject.candidateId,
    externalId: subject.externalId,
    externalCampaignId: subject.externalCampaignId,
    participantFirstName: subject.firstName,
    participantLastName: subject.lastName,
    campaignConversationUrl: subject.conversationUrl,
    ...(result ? { scorecardTotalValue: result.score, screeningQuestionsOutcome: result.outcomes } : {}),
    ...extra,
  }
  return subject.writesNulls ? data : withoutNulls(data)
}

function withoutNulls(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
}
