import { findRecordId } from '@/lib/conversations/record-store'
import type { CallHandler, CallOutcome, LeasedCall } from '@/lib/outbox/handler'
import { transaction } from '@/lib/platform/db'
import type { PoppFailure } from '@/lib/popp/client/result'
import { DETAILS_TYPE, recount } from '@/lib/popp/recount'
import type { PoppFailureReason } from '@/lib/popp/schema-failure'
import { poppClientOf } from '@/lib/popp-connection/connection-service'
import { insertDetails } from './told-store'

/** Popp's list may be behind its webhooks for a moment; what it still does not know then it will not know later. */
const UNKNOWN_TRIES = 5

/**
 * Get Conversation, and what it tells as an event, which the worker applies like any other. The outbox tries again what
 * fails, and tells of what goes on failing, so a call is made once here. Doing it twice is doing it once: equal facts are one
 * event.
 */
export const fetchDetails: CallHandler = async (call, signal) => {
  const { organizationId, recordKey } = call
  const recordId = recordKey && (await findRecordId(organizationId, recordKey))
  if (!recordId) return { state: 'failed', reason: 'unknown-conversation' }
  const popp = await poppClientOf(organizationId, { tries: 1 }, { signal })
  if (!popp) return { state: 'failed', reason: 'no-key' }
  const result = await popp.getConversation(recordId)
  if (!result.ok) return failed(call, result)
  // No time of its own: it is true as of its reading, and later events go beyond it.
  const body = recount(result.value, { type: DETAILS_TYPE, poppOrganizationId: popp.poppOrganizationId, at: null })
  await transaction((tx) => insertDetails(organizationId, tx, result.value, body))
  return { state: 'done' }
}

/** What may be otherwise in a while, when Popp is back or an admin has put the key right. */
const PASSING = new Set<PoppFailureReason>([
  'unauthorized',
  'rate-limited',
  'unavailable',
  'timeout',
  'circuit-open',
  'unreadable',
])

function failed({ attempts }: LeasedCall, { reason, retryAfterSeconds }: PoppFailure): CallOutcome {
  const isAgain = PASSING.has(reason) || (reason === 'not-found' && attempts < UNKNOWN_TRIES)
  if (!isAgain) return { state: 'failed', reason }
  // An open circuit is what Popp's not answering made of it: one cause, and one issue of it.
  return { state: 'again', reason: reason === 'circuit-open' ? 'unavailable' : reason, retryAfterSeconds }
}
