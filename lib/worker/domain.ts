/** After so many failed attempts an event goes to the dead letters, with its reason. */
export const MAX_ATTEMPTS = 8
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

/** Names and codes only: messages of a database may quote values, which may be personal data. */
export function describeError(error: unknown): string {
  const {
    name = 'Error',
    code,
    meta,
  } = error as {
    name?: string
    code?: string
    meta?: { driverAdapterError?: { cause?: { kind?: string; originalCode?: string } } }
  }
  const cause = meta?.driverAdapterError?.cause
  return [name, code, cause?.kind, cause?.originalCode].filter(Boolean).join(' · ').slice(0, 300)
}
