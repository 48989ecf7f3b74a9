/** After so many failed attempts, about twenty minutes, an event goes to the dead letters, with its reason. */
export const MAX_ATTEMPTS = 12
/** From here on a record is applied alone: should it be the one that ends the process, it takes nobody along. */
export const SUSPECT_ATTEMPTS = 3
const BACKOFF_MAX_SECONDS = 300

/** Doubles from 1 s, capped, with full jitter of ±50 % so that failed events do not come back in step. `random` in [0, 1). */
export const backoffSeconds = (attempts: number, random: number) =>
  Math.min(2 ** Math.max(attempts - 1, 0), BACKOFF_MAX_SECONDS) * (0.5 + random)

export interface Group<T> {
  organizationId: string
  recordKey: string | null
  events: T[]
}

/** Events of one record are applied together: one fold serves them all. Events without a record stay together. */
export function groupByRecord<T extends { organizationId: string; recordKey: string | null }>(
  events: readonly T[],
): Group<T>[] {
  const groups = new Map<string, Group<T>>()
  for (const event of events) {
    const { organizationId, recordKey } = event
    const key = JSON.stringify([organizationId, recordKey])
    const group = groups.get(key) ?? { organizationId, recordKey, events: [] }
    group.events.push(event)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Those tried least come first; suspects stand alone. `size` = records in one transaction. */
export function inChunks<T extends { attempts: number }>(groups: readonly Group<T>[], size: number): Group<T>[][] {
  const attempts = (group: Group<T>) => Math.max(...group.events.map((event) => event.attempts))
  const ordered = [...groups].sort((a, b) => attempts(a) - attempts(b))
  const fresh = ordered.filter((group) => attempts(group) < SUSPECT_ATTEMPTS)
  const chunks: Group<T>[][] = []
  for (let i = 0; i < fresh.length; i += size) chunks.push(fresh.slice(i, i + size))
  return [...chunks, ...ordered.slice(fresh.length).map((group) => [group])]
}
