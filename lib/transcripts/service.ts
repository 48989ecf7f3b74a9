import { findRecordId } from '@/lib/conversations/record-store'
import type { SignedInMember } from '@/lib/members/domain'
import { may } from '@/lib/members/permissions'
import { type PoppMessage, readMessage } from '@/lib/popp/client/message'
import { type PoppPage, readPage } from '@/lib/popp/client/page'
import { parseJson } from '@/lib/popp/json'
import type { PoppFailureReason } from '@/lib/popp/schema-failure'
import { findNewestAnswer } from '@/lib/popp-connection/answer-store'
import { poppClientOf } from '@/lib/popp-connection/connection-service'
import type { Transcript, TranscriptPage, TranscriptTrouble } from './schema'

/** Somebody is looking at the screen: what was kept now is better than what Popp may say later. */
const LIMITS = { wholeMs: 5_000, connectMs: 2_000, tries: 2 }

const troubles: Record<PoppFailureReason, TranscriptTrouble> = {
  unauthorized: 'refused',
  'not-found': 'unknown',
  conflict: 'unreadable',
  invalid: 'unreadable',
  'rate-limited': 'away',
  unavailable: 'away',
  timeout: 'away',
  'circuit-open': 'away',
  unreadable: 'unreadable',
}

/**
 * What was written in a conversation, as Popp tells it now; when Popp cannot be asked, as it told last. Null = the
 * conversation is unknown, or another organization's.
 */
export async function getTranscript(
  { organizationId, role }: SignedInMember,
  recordKey: string,
  nextToken?: string,
): Promise<Transcript | null> {
  const recordId = await findRecordId(organizationId, recordKey)
  if (recordId === null) return null
  const popp = await poppClientOf(organizationId, LIMITS)
  if (!popp) return { state: 'not-set-up', maySetUp: may(role, 'manage-settings') }
  const result = await popp.listMessages(recordId, { nextToken })
  if (result.ok) return { ...pageOf(result.value, new Date()), trouble: null }
  const trouble = troubles[result.reason]
  // Of later pages nothing is kept under a name of theirs: only the beginning can be shown again.
  const kept = nextToken === undefined ? await findNewestAnswer(organizationId, recordKey, FIRST_PAGE) : null
  const page = kept && readPage(parsed(kept.body), readMessage)
  return page ? { ...pageOf(page, kept.at), trouble } : { state: 'failed', trouble }
}

const FIRST_PAGE = 'list-messages'

function parsed(body: Uint8Array): unknown {
  const read = parseJson(body)
  return read.ok ? read.value : undefined
}

const pageOf = (
  { rows, nextToken, unusable }: PoppPage<PoppMessage>,
  readAt: Date,
): Omit<TranscriptPage, 'trouble'> => ({
  state: 'read',
  messages: rows.map(({ at, ...message }) => ({ ...message, at: at?.toISOString() ?? null })),
  ...{ nextToken, unusable, readAt: readAt.toISOString() },
})
