import type { OutwardKind, OutwardState } from './schema'

/** What a member does outside leaves only after so long: until then undo, or cancel, and nothing was ever sent. */
export const UNDO_WINDOW_SECONDS = 10

/** Calls that change a conversation in Popp: those of one conversation leave strictly in the order in which they were wanted. */
export const conversationKinds = ['take-over', 'reply', 'hand-back'] as const satisfies OutwardKind[]

/**
 * Doing them twice has no other effect than doing them once. The others are never repeated by themselves when the first
 * may have arrived: a candidate must not read the same twice, and nobody is called twice.
 */
export const repeatableKinds = ['take-over', 'hand-back', 'fetch-details'] as const satisfies OutwardKind[]
export const isRepeatable = (kind: OutwardKind) => (repeatableKinds as readonly OutwardKind[]).includes(kind)

interface Placed {
  kind: OutwardKind
  state: OutwardState
}

/** Which of the earlier calls of its conversation, the oldest first, a waiting call must wait for; null = for none. */
export function holdsUp<T extends Placed>(earlier: readonly T[], call: Placed): T | null {
  if (call.state !== 'waiting') return null
  const under = earlier.findLast(({ kind, state }) => kind === 'take-over' && (state === 'done' || state === 'failed'))
  const isInTheWay = (one: T) =>
    one.state === 'waiting' ||
    one.state === 'sending' ||
    (call.kind === 'reply' && one === under && one.state === 'failed') ||
    (call.kind === 'hand-back' && one.kind === 'reply' && (one.state === 'failed' || one.state === 'unclear'))
  return earlier.findLast(isInTheWay) ?? null
}

/** What shares one other side (Popp's API of an organization, its mail, its chat) shares its troubles. */
export const laneOfKind = (kind: OutwardKind) => (kind.startsWith('alert-') ? kind : 'popp')

/** What shares slots: details are asked for by the hundred, and what a person wants does not stand behind them. */
export const queueOfKind = (kind: OutwardKind) =>
  (conversationKinds as readonly OutwardKind[]).includes(kind) ? 'popp' : kind

/** After so many tries, and again so many, a call has failed and waits for a person: attempts only grow. With `backoffSeconds`, 60 are about four hours. */
const triesMax: Record<OutwardKind, number> = {
  'take-over': 60,
  reply: 60,
  'hand-back': 60,
  'fetch-details': 60,
  'alert-mail': 30,
  'alert-chat': 30,
}
export const isSpent = (kind: OutwardKind, attempts: number) => attempts > 0 && attempts % triesMax[kind] === 0

/** Tries since the last time it was spent. */
export const triesOf = (kind: OutwardKind, attempts: number) => attempts % triesMax[kind]

const BACKOFF_MAX_SECONDS = 300

/**
 * Doubles from 2 s, capped, with jitter of ±50 % so that calls that failed together do not come back together; never
 * sooner than the other side asks for. `random` in [0, 1).
 */
export const backoffSeconds = (attempts: number, random: number, retryAfterSeconds = 0) =>
  Math.max(Math.min(2 ** Math.min(attempts, 12), BACKOFF_MAX_SECONDS) * (0.5 + random), retryAfterSeconds)
