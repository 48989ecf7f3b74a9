import { campaigns } from '../campaigns/all'
import { randomFor } from '../random'
import { beginsAt, happened, type Known, standingAt } from './known'
import { languageOf } from './phrases'
import { messagesAt } from './transcript'

/**
 * The 25 fields of the API's conversation. Popp's documentation names twelve; status, score and the outside ids are
 * likely; the last nine are invented, so that a reader meets fields that it does not know.
 */
export function conversationAt(known: Known, now: number) {
  const { story } = known
  const { subject } = story.events[0]!
  const standing = standingAt(known, now)
  const events = happened(known, now)
  const result = events.findLast(({ result }) => result)?.result
  const messages = messagesAt(known, now)
  const campaign = campaigns.find(({ title }) => title === story.campaign)!
  const timeOf = (type: string) => iso(events.find((event) => event.type === type)?.at)
  return {
    id: story.recordId,
    organizationId: subject.organizationId,
    campaignId: campaign.campaignId,
    participantPhoneNumber: phoneNumberOf(story.recordId),
    participantFirstName: subject.firstName,
    participantLastName: subject.lastName,
    participantEmailAddress: emailAddressOf(subject.firstName, subject.lastName, story.recordId),
    createdAt: iso(beginsAt(known)),
    updatedAt: iso(Math.max(standing.updatedAt, ...messages.map(({ createdAt }) => Date.parse(createdAt)))),
    needsReview: standing.needsReview,
    isHumanTakeover: standing.isHumanTakeover,
    screeningQuestionsOutcome: result?.outcomes ?? [],
    conversationStatus: standing.status,
    externalId: subject.externalId,
    externalCampaignId: subject.externalCampaignId,
    scorecardTotalValue: result?.score ?? null,
    candidateId: subject.candidateId,
    campaignConversationUrl: subject.conversationUrl,
    campaignName: campaign.title,
    channel: 'WHATSAPP',
    language: languageOf(campaign),
    startedAt: timeOf('CONVERSATION_STARTED'),
    completedAt: timeOf('CONVERSATION_COMPLETED'),
    lastMessageAt: messages.at(-1)?.createdAt ?? null,
    nudgesSent: events.some(({ type }) => type === 'CONVERSATION_MAX_NUDGES_REACHED') ? 3 : 0,
  }
}

/** From the range that is kept free for stories: nobody is called by mistake. */
export function phoneNumberOf(recordId: string): string {
  const digits = Math.floor(randomFor(0, `${recordId}/phone`)() * 1000)
  return `+447700900${String(digits).padStart(3, '0')}`
}

function emailAddressOf(first: string | null, last: string | null, recordId: string): string | null {
  const plain = [first, last]
    .filter((name) => name !== null)
    .join('.')
    .normalize('NFD')
    .replace(/[^a-zA-Z.]/g, '')
    .toLowerCase()
  if (plain.length < 3) return null
  return `${plain}.${Math.floor(randomFor(0, `${recordId}/mail`)() * 1000)}@example.com`
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString())
