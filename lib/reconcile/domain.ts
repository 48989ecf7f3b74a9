import type { ConversationProjection } from '@/lib/conversations/domain'
import { goesBeyond } from '@/lib/conversations/domain-standing'
import type { ConversationStatus } from '@/lib/conversations/schema'
import type { PoppEvent } from '@/lib/popp/event'

/** A conversation as Popp's list tells of it. */
export interface Listed {
  event: Pick<PoppEvent, 'status' | 'rawStatus' | 'score' | 'firstName' | 'lastName' | 'outcomes'>
  needsReview: boolean | null
}

/** What we have of it: the fold over all that arrived, also what is not applied yet. */
export type Known = Pick<
  ConversationProjection,
  'status' | 'startedAt' | 'flags' | 'score' | 'firstName' | 'lastName' | 'outcomes'
>

/** Events that Popp must have sent. `details`: no event is known to be missing, but facts are. */
export type MissedKind = 'queued' | 'started' | 'start-failed' | 'completed' | 'opted-out' | 'needs-review' | 'details'

/** What Popp reports when a conversation gets there; a new one it reports nothing of. */
const REACHED: Record<ConversationStatus, MissedKind | null> = {
  created: null,
  queued: 'queued',
  'delivery-failed': 'start-failed',
  ongoing: 'started',
  unknown: 'details',
  completed: 'completed',
  passed: 'completed',
  failed: 'completed',
  closed: 'completed',
  'opted-out': 'opted-out',
}

/** Whoever got here had been written to. `closed` says no such thing: Popp's users close by hand, also before the start. */
const STARTED: ReadonlySet<ConversationStatus> = new Set(['ongoing', 'completed', 'passed', 'failed', 'opted-out'])

/**
 * The events that webhooks missed, in the order in which they happened; none = nothing is missing. Of what only came and
 * went (a second flag, nudges, other families) Popp's list holds no trace: it is not found.
 */
export function missedEvents({ event, needsReview }: Listed, known: Known | null): MissedKind[] {
  const status = event.status ?? (event.rawStatus === null ? null : 'unknown')
  const missed = new Set<MissedKind>()
  if (status && STARTED.has(status) && !known?.startedAt) missed.add('started')
  const reached = status && REACHED[status]
  if (reached && (!known || goesBeyond(status, known.status))) missed.add(reached)
  if (needsReview && !known?.flags.length) missed.add('needs-review')
  if (lacksFacts(event, known, missed) || (!known && missed.size === 0 && status !== 'created')) missed.add('details')
  return [...missed]
}

/** Each missed event but STARTED tells all facts. STARTED, which comes before the answers, tells the names. */
function lacksFacts(told: Listed['event'], known: Known | null, missed: ReadonlySet<MissedKind>): boolean {
  if ([...missed].some((kind) => kind !== 'started') || (!known && missed.size === 0)) return false
  const namesComeAlong = missed.has('started')
  const isMissing = (field: 'score' | 'firstName' | 'lastName') =>
    (told[field] ?? null) !== null && !hasValue(known, field)
  if (isMissing('score') || (told.outcomes?.length && !known?.outcomes.length)) return true
  return !namesComeAlong && (isMissing('firstName') || isMissing('lastName'))
}

const hasValue = (known: Known | null, field: 'score' | 'firstName' | 'lastName'): boolean =>
  (known?.[field] ?? null) !== null
