import { type Facts, latestFacts } from './domain-facts'
import { collectFlags, type Flag } from './domain-flags'
import { type FoldEvent, inOrder, type TimedEvent } from './domain-order'
import type { ReplacedFlag } from './domain-recovered-flag'
import { readStanding, type Standing } from './domain-standing'
import { readPeriod } from './domain-times'

export type { FoldEvent } from './domain-order'

export type ConversationProjection = Standing &
  Facts & {
    /**
     * False when only events of other families (calendar, workflow, …) name this record: their `recordId` may be that
     * of a workflow run or a document, so they alone make no conversation.
     */
    isConversation: boolean
    startedAt: Date | null
    endedAt: Date | null
    firstEventAt: Date
    lastEventAt: Date
    eventCount: number
    flags: Flag[]
    /** Not among `flags`, and not to be counted: what may have been taken for a flag before its original came. */
    replacedFlags: ReplacedFlag[]
    /** Types of events we do not interpret, sorted, at most `UNKNOWN_TYPES_MAX`. */
    unknownTypes: string[]
  }

export const UNKNOWN_TYPES_MAX = 50

/**
 * A conversation is this function of its events: any order, any duplicates (by key) and any replay give deep-equal
 * results. Needs at least one event; an empty list is a bug of the caller and throws.
 */
export function projectConversation(events: readonly FoldEvent[]): ConversationProjection {
  const timed = inOrder(events)
  const happened = timed.filter(({ event }) => event.kind !== 'details')
  const [first, last] = [happened.at(0) ?? timed.at(0), happened.at(-1) ?? timed.at(-1)]
  if (!first || !last) throw new RangeError('a conversation has at least one event')
  const own = timed.filter(({ event }) => event.family === 'conversation')
  return {
    ...readStanding(own.map(({ event }) => event)),
    ...latestFacts(own.map(({ event }) => event)),
    ...readPeriod(own),
    isConversation: own.length > 0,
    firstEventAt: first.at,
    lastEventAt: last.at,
    eventCount: timed.length,
    ...collectFlags(own),
    unknownTypes: unknownTypes(timed),
  }
}

function unknownTypes(timed: readonly TimedEvent[]): string[] {
  const types = new Set(timed.filter(({ event }) => event.kind === 'unknown').map(({ event }) => event.type))
  return [...types].sort().slice(0, UNKNOWN_TYPES_MAX)
}
