import type { PoppEventFamily, PoppEventKind, PoppOutcome, PoppStatus } from './event'

/** Popp's words and ours, each pair in one place. Maps, so that `__proto__` and `constructor` are unknown words. */

const kinds = new Map<string, PoppEventKind>([
  ['CONVERSATION_QUEUED', 'queued'],
  ['CONVERSATION_STARTED', 'started'],
  ['CONVERSATION_COMPLETED', 'completed'],
  ['CONVERSATION_NEEDS_REVIEW', 'needs-review'],
  ['CONVERSATION_OPTED_OUT', 'opted-out'],
  ['CONVERSATION_MAX_NUDGES_REACHED', 'max-nudges-reached'],
  ['START_CONVERSATION_FAILED', 'start-failed'],
  ['CONVERSATION_DETAILS', 'details'],
])

const statuses = new Map<string, PoppStatus>([
  ['CREATED', 'created'],
  ['QUEUED', 'queued'],
  ['ONGOING', 'ongoing'],
  ['COMPLETED', 'completed'],
  ['COMPLETED_SCREENING_PASSED', 'passed'],
  ['COMPLETED_SCREENING_FAILED', 'failed'],
  ['CLOSED', 'closed'],
  ['OPTED_OUT', 'opted-out'],
  ['DELIVERY_FAILED', 'delivery-failed'],
])

const verdicts = new Map<string, PoppOutcome['verdict']>([
  ['PASSED', 'passed'],
  ['FAILED', 'failed'],
])

/** By prefix, so that a new event of a family Popp names is not taken for something else. */
const families: readonly (readonly [string, PoppEventFamily])[] = [
  ['CONVERSATION_', 'conversation'],
  ['START_CONVERSATION_', 'conversation'],
  ['ANALYSIS_', 'analysis'],
  ['CANDIDATE_ANALYSIS_', 'analysis'],
  ['CALENDAR_', 'calendar'],
  ['WORKFLOW_', 'workflow'],
  ['DOCUMENT_', 'document'],
]

export const kindOf = (type: string): PoppEventKind => kinds.get(type) ?? 'unknown'

export const familyOf = (type: string): PoppEventFamily =>
  families.find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'unknown'

export const statusOf = (raw: string): PoppStatus | null => statuses.get(raw) ?? null

export const verdictOf = (raw: string): PoppOutcome['verdict'] => verdicts.get(raw) ?? 'other'

/**
 * UNCONFIRMED: Popp documents no reason for NEEDS_REVIEW. These are plausible names, tried in this order; when Popp
 * documents one, put it first and delete the rest.
 */
export const unconfirmedReasonFields = ['reason', 'reviewReason', 'needsReviewReason', 'message', 'question'] as const

/** Current name first, then the original one with its typo, which is in the contract. */
export const firstNameFields = ['participantFirstName', 'participantFirsName'] as const
