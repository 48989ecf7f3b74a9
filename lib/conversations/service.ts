import type { SignedInMember } from '@/lib/members/domain'
import { actingOn } from '@/lib/outbox/service'
import { encodeCursor } from '@/lib/platform/http/cursor'
import { findContact } from '@/lib/popp-connection/contact-service'
import { decodeConversationCursor, recordKeyText } from './cursor'
import { listActions, listEvents } from './history-store'
import { toNote } from './note'
import { listNotes } from './note-store'
import type { ConversationDetail, ConversationPage, ConversationQuery, ScreeningOutcome } from './schema'
import { searchPatterns } from './search'
import { findConversation, listConversationRows, listOutcomes } from './store'
import { toSummary } from './summary'
import { toTimeline } from './timeline'

/** Newest first. `query.cursor` has been checked by `checkedConversationQuery`. */
export async function listConversations(member: SignedInMember, query: ConversationQuery): Promise<ConversationPage> {
  const rows = await listConversationRows(member.organizationId, {
    ...query,
    patterns: searchPatterns(query.q ?? ''),
    after: query.cursor ? decodeConversationCursor(query.cursor) : null,
    limit: query.limit + 1,
  })
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return { rows: page.map(toSummary), nextCursor: last ? encodeCursor([last.sortAt, last.recordKey]) : null }
}

/** Null = unknown, or another organization's. */
export async function getConversation(member: SignedInMember, recordKey: string): Promise<ConversationDetail | null> {
  if (!recordKeyText.safeParse(recordKey).success) return null
  const of = [member.organizationId, recordKey] as const
  const row = await findConversation(...of)
  if (!row) return null
  const [contact, outcomes, events, actions, notes, acting] = await Promise.all([
    row.optedOut ? null : findContact(member.organizationId, row),
    listOutcomes(...of),
    listEvents(...of),
    listActions(...of),
    listNotes(...of),
    actingOn(member, recordKey),
  ])
  const { candidateId, externalId, externalCampaignId, campaignId, conversationUrl, unknownTypes } = row
  return {
    ...toSummary(row),
    ...{ candidateId, externalId, externalCampaignId, campaignId, conversationUrl, unknownTypes },
    contact,
    outcomes: outcomes as ScreeningOutcome[],
    timeline: toTimeline(events, actions),
    notes: notes.map(toNote),
    acting,
  }
}
