import { isUtf8 } from 'node:buffer'
import { readConversationLink } from './conversation-url'
import { type Envelope, readBody, storableText } from './envelope'
import type { PoppEvent } from './event'
import { type JsonObject, own } from './json'
import { ID_MAX, limited, NAME_MAX, REASON_MAX, STATUS_MAX, TYPE_MAX } from './limits'
import { finiteNumber, id, MentionReader, text } from './mention'
import { readOutcomes } from './outcomes'
import { familyOf, firstNameFields, kindOf, statusOf, unconfirmedReasonFields } from './words'

/**
 * Reads one event of either payload generation in full. Never throws: what has the wrong type is dropped with a
 * warning. Bytes that are no envelope (they are refused before they are kept) give an event of an unknown type.
 */
export function normalise(bytes: Uint8Array, receivedAt: Date): PoppEvent {
  const read = readBody(bytes, receivedAt)
  if (!read.ok) return unreadable(read.reason)
  const { envelope, body, data } = read
  const reader = new MentionReader(data)
  const facts = {
    ...readStatus(reader),
    ...readPerson(reader),
    ...readConversationLink(reader),
    ...readResult(reader, data),
  }
  const event: PoppEvent = { ...identityOf(envelope, body), ...facts, warnings: reader.warnings }
  if (event.kind === 'needs-review') event.reviewReason = readReason(data)
  warnAboutEnvelope(event, body, bytes)
  return event
}

function identityOf(envelope: Envelope, body: JsonObject) {
  const { type, occurredAt, recordId, organizationId } = envelope
  const isCurrent = Object.hasOwn(body, 'eventId') || Object.hasOwn(body, 'eventTimestamp')
  return {
    type: storableText(type, TYPE_MAX),
    kind: kindOf(type),
    family: familyOf(type),
    generation: isCurrent ? ('current' as const) : ('original' as const),
    occurredAt,
    recordId: limited(recordId, ID_MAX) ?? null,
    organizationId: limited(organizationId, ID_MAX) ?? null,
  }
}

function readStatus(reader: MentionReader): Pick<PoppEvent, 'status' | 'rawStatus'> {
  const raw = reader.one('conversationStatus', text, 'a text')
  return { status: raw ? statusOf(raw) : null, rawStatus: raw ? storableText(raw, STATUS_MAX) : null }
}

function readPerson(reader: MentionReader) {
  return {
    firstName: limited(reader.first(firstNameFields, text, 'a text'), NAME_MAX),
    lastName: limited(reader.one('participantLastName', text, 'a text'), NAME_MAX),
    candidateId: limited(reader.one('candidateId', id, 'an id'), ID_MAX),
    externalId: limited(reader.one('externalId', id, 'an id'), ID_MAX),
    externalCampaignId: limited(reader.one('externalCampaignId', id, 'an id'), ID_MAX),
  }
}

function readResult(reader: MentionReader, data: JsonObject): Pick<PoppEvent, 'score' | 'outcomes'> {
  return {
    score: reader.one('scorecardTotalValue', finiteNumber, 'a finite number'),
    outcomes: readOutcomes(own(data, 'screeningQuestionsOutcome'), reader.warnings),
  }
}

/** Without warnings: no field is documented, so none can be wrong. */
function readReason(data: JsonObject): string | null {
  return limited(new MentionReader(data).first(unconfirmedReasonFields, text, 'a text'), REASON_MAX) ?? null
}

function warnAboutEnvelope(event: PoppEvent, body: JsonObject, bytes: Uint8Array): void {
  const statedTime = own(body, 'eventTimestamp')
  if (event.occurredAt === null && statedTime !== undefined && statedTime !== null) {
    event.warnings.push('eventTimestamp: not a plausible date and time, the time of arrival is used')
  }
  if (event.recordId === null && event.family === 'conversation') {
    event.warnings.push('data.recordId: missing or unusable, the event belongs to no conversation')
  }
  if (event.rawStatus !== null && event.status === null) event.warnings.push('data.conversationStatus: unknown status')
  if (!isUtf8(bytes)) event.warnings.push('the body is not valid UTF-8')
}

function unreadable(reason: string): PoppEvent {
  return {
    type: '',
    kind: 'unknown',
    family: 'unknown',
    generation: 'original',
    occurredAt: null,
    recordId: null,
    organizationId: null,
    status: null,
    rawStatus: null,
    warnings: [`the body has no envelope: ${reason}`],
  }
}
