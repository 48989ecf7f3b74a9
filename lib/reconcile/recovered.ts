import { recoveredFlagKey } from '@/lib/conversations/domain-recovered-flag'
import type { PoppConversation } from '@/lib/popp/client/conversation'
import { recordKey } from '@/lib/popp/envelope'
import type { PoppEvent } from '@/lib/popp/event'
import { normalise } from '@/lib/popp/normalise'
import { DETAILS_TYPE, detailsKey, recount } from '@/lib/popp/recount'
import type { ToldEvent } from '@/lib/webhooks/told-store'
import { type Known, type MissedKind, missedEvents } from './domain'

const TYPES: Record<MissedKind, string> = {
  queued: 'CONVERSATION_QUEUED',
  started: 'CONVERSATION_STARTED',
  'start-failed': 'START_CONVERSATION_FAILED',
  completed: 'CONVERSATION_COMPLETED',
  'opted-out': 'CONVERSATION_OPTED_OUT',
  'needs-review': 'CONVERSATION_NEEDS_REVIEW',
  details: DETAILS_TYPE,
}

/**
 * The events that webhooks missed of a listed conversation. Their keys say what is missing and not when that was found, so
 * that finding it twice stores it once. Popp does not tell when these things happened: as near as it tells is when the
 * conversation was made or changed last.
 */
export function recoveredEvents(
  conversation: PoppConversation,
  poppOrganizationId: string,
  known: Known | null,
): ToldEvent[] {
  const facts = { type: DETAILS_TYPE, poppOrganizationId, at: null }
  const event = normalise(recount(conversation, facts), conversation.updatedAt ?? new Date(0))
  const { needsReview, updatedAt: changedAt } = conversation
  return missedEvents({ event, needsReview, changedAt }, known).map((kind) => ({
    source: 'recovered',
    dedupeKey: keyOf(kind, conversation, event, known),
    body: bodyOf(kind, conversation, poppOrganizationId),
  }))
}

function keyOf(kind: MissedKind, conversation: PoppConversation, { status }: PoppEvent, known: Known | null): string {
  if (kind === 'details') return `recovered:${detailsKey(conversation)}`
  // A conversation has one beginning, but may be closed and judged after it was completed.
  if (kind === 'completed') return `recovered:${kind}:${status}:${recordKey(conversation.id)}`
  // And it may be flagged again after each decision.
  if (kind === 'needs-review') return recoveredFlagKey(recordKey(conversation.id), known?.resolution?.at ?? null)
  return `recovered:${kind}:${recordKey(conversation.id)}`
}

function bodyOf(kind: MissedKind, conversation: PoppConversation, poppOrganizationId: string): Uint8Array {
  const { createdAt, updatedAt } = conversation
  const type = TYPES[kind]
  if (kind === 'details') return recount(conversation, { type, poppOrganizationId, at: null })
  if (kind === 'queued') return recount(conversation, { type, poppOrganizationId, at: createdAt })
  if (kind !== 'started') return recount(conversation, { type, poppOrganizationId, at: updatedAt })
  // What it came to since must not be told as of its beginning.
  const beginning = { ...conversation, rawStatus: 'ONGOING', score: undefined, outcomes: undefined }
  return recount(beginning, { type, poppOrganizationId, at: createdAt })
}
