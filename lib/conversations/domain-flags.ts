import type { TimedEvent } from './domain-order'
import { type ReplacedFlag, replacedFlags } from './domain-recovered-flag'

/** One NEEDS_REVIEW event. Its `key` is the event's, so a flag that is applied twice is still one. */
export type Flag = { key: string; flaggedAt: Date; reason: string | null }

/** Every flag once, of events in order; and those that are none, because Popp's own word for them came. */
export function collectFlags(timed: readonly TimedEvent[]): { flags: Flag[]; replacedFlags: ReplacedFlag[] } {
  const flagged = timed.filter(({ event }) => event.kind === 'needs-review')
  const replaced = replacedFlags(flagged)
  const gone = new Set(replaced.map(({ key }) => key))
  const flags = flagged
    .filter(({ key }) => !gone.has(key))
    .map(({ key, at, event }) => ({ key, flaggedAt: at, reason: event.reviewReason ?? null }))
  return { flags, replacedFlags: replaced }
}

/** What of a conversation's review item decides; null = it has none yet. */
export type FlaggedItem = { state: 'open' | 'resolved'; lastResolvedAt: Date | null } | null

/**
 * What a flag that was not applied before does to the review item: `open` makes it, `count` adds to an open one,
 * `reopen` returns a resolved one to the queue, `count-late` adds to a resolved one that stays resolved, because the
 * flag is not newer than the resolution. The caller makes sure, by the flag's key, that each flag is asked about once.
 */
export function flagEffect(
  item: FlaggedItem,
  flag: Pick<Flag, 'flaggedAt'>,
): 'open' | 'count' | 'reopen' | 'count-late' {
  if (!item) return 'open'
  if (item.state === 'open') return 'count'
  const isNewer = !item.lastResolvedAt || flag.flaggedAt > item.lastResolvedAt
  return isNewer ? 'reopen' : 'count-late'
}
