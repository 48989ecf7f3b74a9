import { LEASE_WARNING_SECONDS } from '@/lib/reviews/domain'
import type { Holder, ReviewItem } from '@/lib/reviews/schema'

/** Who may act on an item at this moment, as a screen shows it. */
export type Lease =
  | { kind: 'resolved' }
  | { kind: 'free' }
  | { kind: 'snoozed'; until: string; byName: string }
  | { kind: 'mine'; until: string; secondsLeft: number; ending: boolean }
  | { kind: 'others'; holder: Holder }

/**
 * `now` on the database's clock. A lease that has run out holds nothing and a snooze that is over keeps nothing asleep,
 * although the server has not yet said so.
 */
export function leaseOf(item: Pick<ReviewItem, 'state' | 'holder' | 'snooze'>, memberId: string, now: number): Lease {
  if (item.state === 'resolved') return { kind: 'resolved' }
  const { holder, snooze } = item
  if (snooze && Date.parse(snooze.until) > now) return { kind: 'snoozed', until: snooze.until, byName: snooze.byName }
  if (!holder) return { kind: 'free' }
  const secondsLeft = Math.ceil((Date.parse(holder.until) - now) / 1_000)
  if (secondsLeft <= 0) return { kind: 'free' }
  if (holder.memberId !== memberId) return { kind: 'others', holder }
  return { kind: 'mine', until: holder.until, secondsLeft, ending: secondsLeft <= LEASE_WARNING_SECONDS }
}

/** Activity renews a lease silently, at most this often. */
export const EXTEND_EVERY_MS = 60_000

/** Whether activity at `now` is a reason to ask the server for a longer lease. */
export const shouldExtend = (lease: Lease, lastAskedAt: number, now: number) =>
  lease.kind === 'mine' && now - lastAskedAt >= EXTEND_EVERY_MS

/** What a screen remembers of the lease it showed, to say why it ended. */
export interface LeaseMemory {
  kind: Lease['kind']
  /** Until when it is mine as the server said; null for a claim that is shown but not granted yet. */
  grantedUntil: string | null
  /** It was mine and ended by itself. */
  ranOut: boolean
}

/** The screen's clock ticks once a second: the server may say a little earlier that a lease has ended. */
const TICK_MS = 2_000

/** A claim that was never granted, or that I give back, does not run out. */
export function rememberLease(
  last: LeaseMemory,
  lease: Lease,
  { now, claiming, releasing }: { now: number; claiming: boolean; releasing: boolean },
): LeaseMemory {
  const { kind } = lease
  if (kind === 'mine') return { kind, grantedUntil: claiming ? null : lease.until, ranOut: false }
  if (kind === last.kind) return last
  const { grantedUntil } = last
  const isOver = grantedUntil !== null && now + TICK_MS >= Date.parse(grantedUntil)
  return { kind, grantedUntil: null, ranOut: kind === 'free' && isOver && !releasing }
}
