import { log } from '@/lib/platform/log'
import { pgFailure } from '@/lib/platform/pg-failure'
import { repeatKey } from './domain'
import { findEvents, findNewestRepeats, insertEvents, type NewEvent } from './event-store'

export type Kept = { kept: 'stored' | 'duplicate'; eventId: string } | { kept: 'unavailable' }

/** After a restart of the database each of the pool's connections may have to be found dead. */
const MAX_TRIES = 5

const UNAVAILABLE: Kept = { kept: 'unavailable' }

/**
 * Stores a batch; results in its order, after their rows are committed. Never rejects. When the database refuses the batch
 * because of a row's content, its rows are stored one by one, so that only the poisoned one fails.
 */
export async function keepEvents(events: NewEvent[], triesLeft = MAX_TRIES): Promise<Kept[]> {
  try {
    return await keepTogether(events)
  } catch (error) {
    const failure = pgFailure(error)
    // Safe after an unclear commit: the rows keep their ids, so the next try finds its own rows and says `stored`.
    if (failure === 'again' && triesLeft > 1) return keepEvents(events, triesLeft - 1)
    if (failure !== 'refused' || events.length === 1) {
      const { code, message } = error as { code?: string; message?: string }
      // A refusal's message may quote the row.
      log().error(
        { code, events: events.length, message: failure === 'refused' ? undefined : message },
        'events not stored',
      )
      return events.map(() => UNAVAILABLE)
    }
  }
  const kept: Kept[] = []
  for (const event of events) kept.push(...(await keepEvents([event])))
  return kept
}

async function keepTogether(batch: NewEvent[]): Promise<Kept[]> {
  const events = await withRepeatKeys(batch)
  const firstByKey = new Map<string, NewEvent>()
  for (const event of events) {
    const key = fullKey(event)
    if (!firstByKey.has(key)) firstByKey.set(key, event)
  }
  // One order in all processes: two batches with the same keys in different orders would wait for each other.
  const distinct = [...firstByKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, event]) => event)
  const known = await insertEvents(distinct)
  const ids = await findExisting(distinct.filter((event) => known.has(event.id)))
  for (const event of distinct) if (!known.has(event.id)) ids.set(fullKey(event), event.id)
  return events.map((event) => {
    const eventId = ids.get(fullKey(event))
    if (!eventId) return UNAVAILABLE
    return { kept: eventId === event.id ? 'stored' : 'duplicate', eventId }
  })
}

const fullKey = (event: NewEvent) => `${event.organizationId} ${event.dedupeKey}`

async function findExisting(events: NewEvent[]): Promise<Map<string, string>> {
  if (events.length === 0) return new Map()
  const ids = await findEvents(events)
  return new Map(events.flatMap((event, index) => (ids[index] ? [[fullKey(event), ids[index]] as const] : [])))
}

/** Two processes that decide on the same next key at once are settled by the unique index: one stores, one is a copy. */
async function withRepeatKeys(events: NewEvent[]): Promise<NewEvent[]> {
  const repeating = events.filter((event) => event.retryWindowSeconds !== null)
  if (repeating.length === 0) return events
  const newest = await findNewestRepeats(repeating)
  const keys = new Map(
    repeating.map((event, index) => [
      event.id,
      repeatKey(event.dedupeKey, newest[index] ?? null, event.receivedAt, event.retryWindowSeconds ?? 0),
    ]),
  )
  return events.map((event) => ({ ...event, dedupeKey: keys.get(event.id) ?? event.dedupeKey }))
}
