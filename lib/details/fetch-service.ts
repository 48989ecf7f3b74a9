import { findRecordId } from '@/lib/conversations/record-store'
import { endIssue, raiseIssue } from '@/lib/issues/raise-store'
import type { CallHandler, CallOutcome, LeasedCall } from '@/lib/outbox/handler'
import { transaction } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import type { PoppConversation } from '@/lib/popp/client/conversation'
import type { PoppFailure, PoppFailureReason } from '@/lib/popp/client/result'
import { DETAILS_TYPE, detailsKey, recount } from '@/lib/popp/recount'
import { poppClientOf } from '@/lib/popp-connection/connection-service'
import { insertToldEvent } from '@/lib/webhooks/told-store'

/** Popp's list may be behind its webhooks for a moment; what it still does not know then it will not know later. */
const UNKNOWN_TRIES = 5

const ISSUE = { kind: 'popp-api', cause: 'get-conversation' } as const

/**
 * Get Conversation, and what it tells as an event, which the worker applies like any other. The outbox tries again what
 * fails, so a call is made once here. Doing it twice is doing it once: equal facts are one event.
 */
export const fetchDetails: CallHandler = async (call) => {
  const { organizationId, recordKey } = call
  const recordId = recordKey && (await findRecordId(organizationId, recordKey))
  if (!recordId) return { state: 'failed', reason: 'unknown-conversation' }
  const popp = await poppClientOf(organizationId, { tries: 1 })
  if (!popp) return { state: 'failed', reason: 'no-key' }
  const result = await popp.getConversation(recordId)
  if (!result.ok) return failed(call, result)
  await keepTold(call, result.value, popp.poppOrganizationId)
  return { state: 'done' }
}

async function keepTold({ organizationId }: LeasedCall, told: PoppConversation, poppOrganizationId: string) {
  // No time of its own: it is true as of its reading, and later events go beyond it.
  const body = recount(told, { type: DETAILS_TYPE, poppOrganizationId, at: null })
  await transaction(async (tx) => {
    await insertToldEvent(organizationId, tx, { source: 'details', dedupeKey: detailsKey(told), body })
    await endIssue(organizationId, tx, ISSUE)
  })
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

async function failed({ organizationId, attempts }: LeasedCall, failure: PoppFailure): Promise<CallOutcome> {
  const { reason, status, retryAfterSeconds } = failure
  const isAgain = PASSING.has(reason) || (reason === 'not-found' && attempts < UNKNOWN_TRIES)
  // The circuit is open because of failures that were counted, and an unknown conversation may be known in a moment.
  if (reason !== 'circuit-open' && !(reason === 'not-found' && isAgain)) {
    await transaction((tx) =>
      raiseIssue(organizationId, tx, { ...ISSUE, facts: { reason, ...(status && { status }) } }),
    )
    publish(organizationId, 'issues')
  }
  return isAgain ? { state: 'again', reason, retryAfterSeconds } : { state: 'failed', reason }
}
