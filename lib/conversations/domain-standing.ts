import type { PoppEvent, PoppEventKind, PoppStatus } from '@/lib/popp/event'
import type { AiOutcome, ConversationStatus } from './schema'

/** Where a conversation stands by Popp's word. */
export type Standing = {
  status: ConversationStatus
  /** Popp's word in the event that decided `status`; null when that event stated none. */
  rawStatus: string | null
  aiOutcome: AiOutcome
  optedOut: boolean
  /** Reached one of Popp's four ends. A failed delivery is not one: Popp places it before the start. */
  ended: boolean
}

/**
 * The status with the highest rank stands, and of equal ranks the latest. So nothing earlier in a conversation's life
 * undoes something later, even when it arrives last and carries no time. An opt-out is the candidate's own word: no
 * later status takes it back. A word we do not know counts like a conversation under way: it is shown raw, but it
 * neither hides an end nor is hidden by a start that came before it.
 */
const STATUS_RANK: Record<ConversationStatus, number> = {
  created: 1,
  queued: 2,
  'delivery-failed': 3,
  unknown: 4,
  ongoing: 4,
  completed: 5,
  closed: 6,
  passed: 6,
  failed: 6,
  'opted-out': 7,
}

const IMPLIED_STATUS: Partial<Record<PoppEventKind, PoppStatus>> = {
  queued: 'queued',
  'start-failed': 'delivery-failed',
  started: 'ongoing',
  completed: 'completed',
  'opted-out': 'opted-out',
}

export const isEnd = (status: ConversationStatus): boolean => STATUS_RANK[status] >= STATUS_RANK.completed

/** Whether a status says more than one that is known: it is further along, or another end than the one known. */
export const goesBeyond = (status: ConversationStatus, known: ConversationStatus): boolean =>
  STATUS_RANK[status] > STATUS_RANK[known] ||
  (STATUS_RANK[status] === STATUS_RANK[known] && status !== known && isEnd(status))

/** What one event says about the status: stated or implied by its kind, whichever is further along; null = nothing. */
export function statusOfEvent(event: PoppEvent): ConversationStatus | null {
  const implied = IMPLIED_STATUS[event.kind]
  if (event.status === null) return implied ?? (event.rawStatus === null ? null : 'unknown')
  return implied && STATUS_RANK[implied] > STATUS_RANK[event.status] ? implied : event.status
}

/** `events` in order, without duplicates. */
export function readStanding(events: readonly PoppEvent[]): Standing {
  let status: ConversationStatus | null = null
  let rawStatus: string | null = null
  for (const event of events) {
    const next = statusOfEvent(event)
    if (next === null || (status !== null && STATUS_RANK[next] < STATUS_RANK[status])) continue
    status = next
    rawStatus = event.rawStatus
  }
  const standing = status ?? 'unknown'
  const optedOut = standing === 'opted-out'
  return { status: standing, rawStatus, aiOutcome: readAiOutcome(events, optedOut), optedOut, ended: isEnd(standing) }
}

/**
 * What Popp decided: its last screening verdict. Closing the chat or opting out afterwards ends the conversation, but
 * does not take the verdict back; without a verdict the way it ended is the outcome.
 */
function readAiOutcome(events: readonly PoppEvent[], optedOut: boolean): AiOutcome {
  const stated = events.map(({ status }) => status)
  const verdict = stated.findLast((status) => status === 'passed' || status === 'failed')
  if (verdict) return verdict
  if (optedOut) return 'opted-out'
  return stated.includes('closed') ? 'closed' : 'none'
}
