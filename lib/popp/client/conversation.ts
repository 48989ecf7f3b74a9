import { readConversationLink } from '../conversation-url'
import { storableText } from '../envelope'
import type { Mention, PoppOutcome } from '../event'
import { isObject, type JsonObject, own, readId } from '../json'
import { ID_MAX, limited, NAME_MAX, STATUS_MAX } from '../limits'
import { finiteNumber, id, MentionReader, text } from '../mention'
import { readOutcomes } from '../outcomes'
import { readTimestamp } from '../timestamp'
import { firstNameFields } from '../words'

/** A conversation as Popp's API tells of it, in our words. As in `PoppEvent`, absent and null say nothing. */
export interface PoppConversation {
  /** Exactly as sent: see `recordKey`. */
  id: string
  /** Popp's word, as in events. */
  rawStatus: string | null
  firstName?: Mention<string>
  lastName?: Mention<string>
  phoneNumber?: Mention<string>
  emailAddress?: Mention<string>
  candidateId?: Mention<string>
  externalId?: Mention<string>
  externalCampaignId?: Mention<string>
  campaignId?: Mention<string>
  conversationUrl?: Mention<string>
  score?: Mention<number>
  outcomes?: PoppOutcome[]
  /** Null = not told. */
  needsReview: boolean | null
  isHumanTakeover: boolean | null
  createdAt: Date | null
  updatedAt: Date | null
  /** What was dropped and why, by field, without values. */
  warnings: string[]
}

const EMAIL_MAX = 320
const PHONE_MAX = 50

/**
 * Reads one conversation of the API; null when it is none of `poppOrganizationId`'s: it has no id, or names another
 * organization. Documented are 25 fields, 12 of them by name; whatever else is there is ignored.
 */
export function readConversation(value: unknown, poppOrganizationId: string): PoppConversation | null {
  if (!isObject(value)) return null
  const conversationId = readId(own(value, 'id'))
  const organizationId = readId(own(value, 'organizationId'))
  if (conversationId === null || (organizationId ?? poppOrganizationId) !== poppOrganizationId) return null
  const reader = new MentionReader(value)
  // UNCONFIRMED: events say `conversationStatus`; the API's name for it is not documented.
  const rawStatus = reader.first(['conversationStatus', 'status'], text, 'a text')
  return {
    id: conversationId,
    rawStatus: rawStatus ? storableText(rawStatus, STATUS_MAX) : null,
    ...readPerson(reader),
    ...readCampaign(reader),
    score: reader.one('scorecardTotalValue', finiteNumber, 'a finite number'),
    outcomes: readOutcomes(own(value, 'screeningQuestionsOutcome'), reader.warnings),
    ...readStanding(value),
    warnings: reader.warnings,
  }
}

const readPerson = (reader: MentionReader) => ({
  firstName: limited(reader.first(firstNameFields, text, 'a text'), NAME_MAX),
  lastName: limited(reader.one('participantLastName', text, 'a text'), NAME_MAX),
  phoneNumber: limited(reader.one('participantPhoneNumber', text, 'a text'), PHONE_MAX),
  emailAddress: limited(reader.one('participantEmailAddress', text, 'a text'), EMAIL_MAX),
  candidateId: limited(reader.one('candidateId', id, 'an id'), ID_MAX),
  externalId: limited(reader.one('externalId', id, 'an id'), ID_MAX),
})

const readCampaign = (reader: MentionReader) => ({
  externalCampaignId: limited(reader.one('externalCampaignId', id, 'an id'), ID_MAX),
  ...readConversationLink(reader),
})

/** The API's two flags beside the status, and its times. */
function readStanding(value: JsonObject) {
  const flag = (field: string) => {
    const stated = own(value, field)
    return typeof stated === 'boolean' ? stated : null
  }
  return {
    needsReview: flag('needsReview'),
    isHumanTakeover: flag('isHumanTakeover'),
    createdAt: readTimestamp(own(value, 'createdAt')),
    updatedAt: readTimestamp(own(value, 'updatedAt')),
  }
}

/**
 * What Get Conversation answered about `recordId`; undefined when it is about another one: facts of one candidate must never
 * be taken for another's.
 */
export function readConversationAnswer(json: unknown, recordId: string, poppOrganizationId: string) {
  const conversation = readConversation(unwrapped(json), poppOrganizationId)
  return conversation?.id === recordId ? conversation : undefined
}

/** It comes bare or under `data`: which, is not documented. */
function unwrapped(json: unknown): unknown {
  const data = isObject(json) && !Object.hasOwn(json, 'id') ? own(json, 'data') : undefined
  return data ?? json
}
