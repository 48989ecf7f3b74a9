import { isRecovered, type TimedEvent } from './domain-order'
import { isEnd, statusOfEvent } from './domain-standing'

/**
 * First start and first end, of events in order. A start that lies after the end is no start: it arrived late and
 * carried no time of its own, so when the conversation started is not known. When details were read is neither. Popp's
 * list does not tell when things happened: what was recovered from it counts only where nothing else tells the time.
 */
export function readPeriod(events: readonly TimedEvent[]): { startedAt: Date | null; endedAt: Date | null } {
  const timed = events.filter(({ event }) => event.kind !== 'details')
  const told = timed.filter((event) => !isRecovered(event))
  const endedAt = firstEnd(told) ?? firstEnd(timed)
  const starts = [firstStart(told), firstStart(timed)]
  return { startedAt: starts.find((at) => at && (!endedAt || at <= endedAt)) ?? null, endedAt }
}

const firstStart = (timed: readonly TimedEvent[]) => timed.find(({ event }) => event.kind === 'started')?.at ?? null

const firstEnd = (timed: readonly TimedEvent[]) =>
  timed.find(({ event }) => isEnd(statusOfEvent(event) ?? 'unknown'))?.at ?? null
