import type { AiOutcome } from '@/lib/conversations/schema'
import type { ResolutionOutcome } from './words'

/** A claim lasts this long unless it is extended. The database's clock decides. */
export const LEASE_MINUTES = 15
/** The holder is warned this long before the lease ends. */
export const LEASE_WARNING_SECONDS = 60

/** What a decision needs to know of a review item. */
export interface ItemState {
  state: 'open' | 'resolved'
  version: number
  holderId: string | null
  heldSince: Date | null
  leaseUntil: Date | null
}

export type Command =
  | { kind: 'claim' }
  | { kind: 'extend' | 'release'; version: number }
  | { kind: 'resolve'; version: number; outcome: ResolutionOutcome; reason: string; aiOutcome: AiOutcome }
  | { kind: 'reopen'; version: number }

export type Refusal =
  | { ok: false; reason: 'held-by-other'; holderId: string; since: Date; until: Date }
  | { ok: false; reason: 'already-held'; until: Date }
  | { ok: false; reason: 'not-held'; lapsed: boolean }
  | { ok: false; reason: 'already-resolved' }
  | { ok: false; reason: 'not-resolved' }
  | { ok: false; reason: 'stale-version'; version: number }
  | { ok: false; reason: 'reason-required' }

export type Decision = { ok: true } | Refusal

/** A lapsed lease holds nothing: the item is free although the columns still name the last holder. */
export const isHeld = (item: ItemState, now: Date) =>
  item.holderId !== null && item.leaseUntil !== null && item.leaseUntil > now

/**
 * May `memberId` do this to the item, at this moment? The stores' conditional statements state the same conditions;
 * this function explains a refusal, and the model tests hold the two against each other.
 */
export function decide(item: ItemState, command: Command, memberId: string, now: Date): Decision {
  if (command.kind === 'claim') return decideClaim(item, memberId, now)
  if (command.kind === 'reopen') return decideReopen(item, command.version)
  if (item.state === 'resolved') return { ok: false, reason: 'already-resolved' }
  if (!isHeld(item, now)) return { ok: false, reason: 'not-held', lapsed: item.holderId === memberId }
  if (item.holderId !== memberId) return heldByOther(item)
  if (item.version !== command.version) return { ok: false, reason: 'stale-version', version: item.version }
  if (command.kind === 'resolve' && reasonRequired(command.aiOutcome, command.outcome) && !command.reason)
    return { ok: false, reason: 'reason-required' }
  return { ok: true }
}

function decideClaim(item: ItemState, memberId: string, now: Date): Decision {
  if (item.state === 'resolved') return { ok: false, reason: 'already-resolved' }
  if (!isHeld(item, now)) return { ok: true }
  return item.holderId === memberId ? { ok: false, reason: 'already-held', until: item.leaseUntil! } : heldByOther(item)
}

function decideReopen(item: ItemState, version: number): Decision {
  if (item.state !== 'resolved') return { ok: false, reason: 'not-resolved' }
  return item.version === version ? { ok: true } : { ok: false, reason: 'stale-version', version: item.version }
}

const heldByOther = (item: ItemState): Refusal => ({
  ok: false,
  reason: 'held-by-other',
  holderId: item.holderId!,
  since: item.heldSince!,
  until: item.leaseUntil!,
})

const contradictions: Partial<Record<AiOutcome, readonly ResolutionOutcome[]>> = {
  passed: ['do-not-proceed'],
  failed: ['proceed'],
  'opted-out': ['proceed', 'answered-candidate'],
}

/** A human outcome that contradicts the AI's must say why. "AI was wrong" always does. */
export const reasonRequired = (aiOutcome: AiOutcome, outcome: ResolutionOutcome) =>
  outcome === 'ai-was-wrong' || (contradictions[aiOutcome]?.includes(outcome) ?? false)
