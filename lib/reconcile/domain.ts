import type { ConversationProjection } from '@/lib/conversations/domain'
import { goesBeyond } from '@/lib/conversations/domain-standing'
import type { ConversationStatus } from '@/lib/conversations/schema'
import type { PoppEvent } from '@/lib/popp/event'

/** A conversation as Popp's list tells of it. */
export interface Listed {
  event: Pick<PoppEvent, 'status' | 'rawStatus' | 'score' | 'firstName' | 'lastName' | 'outcomes'>
  needsReview: boolean | null
  /** Null = not told. */
  changedAt: Date | null
}

/** What we have of it: the fold over all that arrived, also what is not applied yet. */
export type Known = Pick<
  ConversationProjection,
  'status' | 'lastEventAt' | 'flags' | 'score' | 'firstName' | 'lastName' | 'outcomes'
> & {
  /** Whether a start arrived, be its time known or not. */
  hasStarted: boolean
  resolution: Resolved | null
}

/** The decision that stands; null while the item is open, or there is none. */
export interface Resolved {
  at: Date
  /** When Popp was told to go on, by which its flag came down; null = it was not, or not yet. */
  handedBackAt: Date | null
}

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

/** Whoever got here had been written to. */
const STARTED: ReadonlySet<ConversationStatus> = new Set(['ongoing', 'completed', 'passed', 'failed', 'opted-out'])

/** Popp's users close by hand, also before the start: of a closed one only what the candidate said shows that it began. */
const hasBegun = (status: ConversationStatus, { event, needsReview }: Listed, known: Known | null): boolean =>
  STARTED.has(status) ||
  (status === 'closed' &&
    Boolean(event.outcomes?.length || needsReview || known?.flags.length || known?.outcomes.length))

/**
 * The events that webhooks missed, in the order in which they happened; none = nothing is missing. Of what only came and
 * went (a second flag while the first is open, nudges, other families) Popp's list holds no trace: it is not found.
 */
export function missedEvents(listed: Listed, known: Known | null): MissedKind[] {
  const { event, needsReview, changedAt } = listed
  const status = event.status ?? (event.rawStatus === null ? null : 'unknown')
  const missed = new Set<MissedKind>()
  if (status && hasBegun(status, listed, known) && !known?.hasStarted) missed.add('started')
  const reached = status && REACHED[status]
  if (reached && (!known || goesBeyond(status, known.status))) missed.add(reached)
  if (needsReview && (!known?.flags.length || isFlaggedAgain(changedAt, known))) missed.add('needs-review')
  if (lacksFacts(event, known, missed) || (!known && missed.size === 0 && status !== 'created')) missed.add('details')
  return [...missed]
}

/** Popp's clock and ours differ, and our own calls change a conversation a moment after they were made. */
const MARGIN_MS = 60_000

/**
 * Whether Popp's flag is another than the one that was decided. After a hand-back it is, as soon as something changed.
 * Without one the old flag may simply stand: then only a change that no event explains is a sign.
 */
function isFlaggedAgain(changedAt: Date | null, { resolution, lastEventAt, flags }: Known): boolean {
  if (!resolution || !changedAt) return false
  const { at, handedBackAt } = resolution
  // It came, and is not applied yet.
  if (flags.some(({ flaggedAt }) => flaggedAt > at)) return false
  const explainedUntil = handedBackAt ?? (lastEventAt > at ? lastEventAt : at)
  return changedAt.getTime() > explainedUntil.getTime() + MARGIN_MS
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
