import type { TimedEvent } from './domain-order'
import { isEnd, statusOfEvent } from './domain-standing'

/**
 * First start and first end, of events in order. A start that lies after the end is no start: it arrived late and
 * carried no time of its own, so when the conversation started is not known. When details were read is neither.
 */
export function readPeriod(events: readonly TimedEvent[]): { startedAt: Date | null; endedAt: Date | null } {
  const timed = events.filter(({ event }) => event.kind !== 'details')
  const startedAt = timed.find(({ event }) => event.kind === 'started')?.at ?? null
  const endedAt = timed.find(({ event }) => isEnd(statusOfEvent(event) ?? 'unknown'))?.at ?? null
  const isStartKnown = !startedAt || !endedAt || startedAt <= endedAt
  return { startedAt: isStartKnown ? startedAt : null, endedAt }
}
