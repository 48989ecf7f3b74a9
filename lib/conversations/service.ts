import type { SignedInMember } from '@/lib/members/domain'
import { encodeCursor } from '@/lib/platform/http/cursor'
import { publish } from '@/lib/platform/live'
import { storableText } from '@/lib/popp/envelope'
import { decodeConversationCursor, recordKeyText } from './cursor'
import { listActions, listEvents } from './history-store'
import { insertNote, listNotes, type NoteRow } from './note-store'
import type { ConversationDetail, ConversationPage, ConversationQuery, Note, ScreeningOutcome } from './schema'
import { searchPatterns } from './search'
import { findConversation, listConversationRows, listOutcomes } from './store'
import { toSummary } from './summary'
import { toTimeline } from './timeline'

const NOTE_MAX = 10_000

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
  const [outcomes, events, actions, notes] = await Promise.all([
    listOutcomes(...of),
    listEvents(...of),
    listActions(...of),
    listNotes(...of),
  ])
  const { candidateId, externalId, externalCampaignId, campaignId, conversationUrl, unknownTypes } = row
  return {
    ...toSummary(row),
    ...{ candidateId, externalId, externalCampaignId, campaignId, conversationUrl, unknownTypes },
    outcomes: outcomes as ScreeningOutcome[],
    timeline: toTimeline(events, actions),
    notes: notes.map(toNote),
  }
}

/** Null = there is no such conversation. */
export async function addNote(member: SignedInMember, recordKey: string, body: string): Promise<Note | null> {
  if (!recordKeyText.safeParse(recordKey).success) return null
  const text = storableText(body, NOTE_MAX)
  const row = await insertNote(member, recordKey, text)
  if (!row) return null
  publish(member.organizationId, `conversation:${recordKey}`)
  return toNote({ ...row, authorName: member.name, body: text })
}

const toNote = ({ id, at, authorName, body }: NoteRow): Note => ({
  id,
  at: at.toISOString(),
  authorName: authorName ?? 'A former member',
  body,
})
