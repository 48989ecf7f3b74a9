import type { AiOutcome } from '@/lib/conversations/schema'
import type { ResolutionOutcome } from './words'

/** A claim lasts this long unless it is extended. The database's clock decides. */
export const LEASE_MINUTES = 15
/** The holder is warned this long before the lease ends. */
export const LEASE_WARNING_SECONDS = 60
/** What a member skipped is offered to her last for so long. */
export const SKIP_HOURS = 8
export const SNOOZE_DAYS_MAX = 366
/** The screen offers undo for 10 s; slow networks and long bulk commands get more. */
export const UNDO_MINUTES = 5

/** What a decision needs to know of a review item. */
export interface ItemState {
  state: 'open' | 'resolved'
  version: number
  holderId: string | null
  heldSince: Date | null
  leaseUntil: Date | null
  snoozedUntil: Date | null
}

export type Command =
  | { kind: 'claim' }
  | { kind: 'extend' | 'hold' | 'release' | 'wake' | 'skip' | 'hand-over'; version: number }
  | { kind: 'snooze'; version: number; until: Date }
  | { kind: 'resolve'; version: number; outcome: ResolutionOutcome; reason: string; aiOutcome: AiOutcome }
  | { kind: 'reopen'; version: number; reason: string }
  | { kind: 'reply'; version: number; optedOut: boolean }

export type Refusal =
  | { ok: false; reason: 'held-by-other'; holderId: string; since: Date; until: Date }
  | { ok: false; reason: 'already-held'; until: Date }
  | { ok: false; reason: 'not-held'; lapsed: boolean }
  | { ok: false; reason: 'stale-version'; version: number }
  | {
      ok: false
      reason: 'already-resolved' | 'not-resolved' | 'reason-required' | 'not-snoozed' | 'until-not-ahead' | 'opted-out'
    }

export type Decision = { ok: true } | Refusal

/** A lapsed lease holds nothing: the item is free although the columns still name the last holder. */
export const isHeld = (item: ItemState, now: Date) =>
  item.holderId !== null && item.leaseUntil !== null && item.leaseUntil > now

/** A snooze that is over keeps nothing asleep. */
export const isSnoozed = (item: Pick<ItemState, 'snoozedUntil'>, now: Date) =>
  item.snoozedUntil !== null && item.snoozedUntil > now

/**
 * May `memberId` do this to the item, at this moment? The stores' conditional statements state the same conditions;
 * this function explains a refusal, and the model tests hold the two against each other.
 */
export function decide(item: ItemState, command: Command, memberId: string, now: Date): Decision {
  if (command.kind === 'reopen') return decideReopen(item, command)
  if (item.state === 'resolved') return { ok: false, reason: 'already-resolved' }
  const heldByOther = isHeld(item, now) && item.holderId !== memberId
  if (command.kind === 'claim') return heldByOther ? holderOf(item) : decideClaim(item, memberId, now)
  if (needsHold(command.kind) && !isHeld(item, now))
    return { ok: false, reason: 'not-held', lapsed: item.holderId === memberId }
  if (heldByOther) return holderOf(item)
  if (item.version !== command.version) return { ok: false, reason: 'stale-version', version: item.version }
  return decideDetail(item, command, now)
}

/** The rest (snooze, wake, skip, hand over) may be done to what is mine and to what is free. */
const needsHold = (kind: Command['kind']) =>
  kind === 'extend' || kind === 'hold' || kind === 'release' || kind === 'resolve' || kind === 'reply'

function decideClaim(item: ItemState, memberId: string, now: Date): Decision {
  const isMine = isHeld(item, now) && item.holderId === memberId
  return isMine ? { ok: false, reason: 'already-held', until: item.leaseUntil! } : { ok: true }
}

function decideDetail(item: ItemState, command: Command, now: Date): Decision {
  if (command.kind === 'wake' && !isSnoozed(item, now)) return { ok: false, reason: 'not-snoozed' }
  if (command.kind === 'snooze' && !liesAhead(command.until, now)) return { ok: false, reason: 'until-not-ahead' }
  if (command.kind === 'resolve' && reasonRequired(command.aiOutcome, command.outcome) && !command.reason)
    return { ok: false, reason: 'reason-required' }
  if (command.kind === 'reply' && command.optedOut) return { ok: false, reason: 'opted-out' }
  return { ok: true }
}

const DAY_MS = 86_400_000
const liesAhead = (until: Date, now: Date) => until > now && until.getTime() - now.getTime() <= SNOOZE_DAYS_MAX * DAY_MS

function decideReopen(item: ItemState, { version, reason }: { version: number; reason: string }): Decision {
  if (item.state !== 'resolved') return { ok: false, reason: 'not-resolved' }
  if (item.version !== version) return { ok: false, reason: 'stale-version', version: item.version }
  return reason ? { ok: true } : { ok: false, reason: 'reason-required' }
}

const holderOf = (item: ItemState): Refusal => ({
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
