import { ingestPool } from '@/lib/platform/pg'
import { byteaArray, textArray, timestampArray, uuidArray } from '@/lib/platform/pg-array'
import type { OrganizationId } from '@/lib/platform/tenant'

/** An authentic delivery, ready to be stored as an event. */
export interface NewEvent {
  organizationId: OrganizationId
  id: string
  endpointId: string
  receivedAt: Date
  dedupeKey: string
  /** Set for an event whose identical bytes may be a second one; `dedupeKey` is then the base of its key. */
  retryWindowSeconds: number | null
  recordKey: string | null
  type: string
  secretId: string | null
  body: Uint8Array
  quarantined: boolean
}

/**
 * One statement for a whole batch of several organizations. It is measured in `platform/pg.ts`.
 * A second copy, in this batch or in another process's that has not committed yet, waits for the first and is skipped.
 */
const INSERT_EVENTS = `
  WITH input AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::uuid[],
      $9::bytea[], $10::text[])
      AS t(organization_id, id, endpoint_id, received_at, dedupe_key, record_key, type, secret_id, body, state)
  ), stored AS (
    INSERT INTO events (organization_id, id, endpoint_id, received_at, dedupe_key, record_key, type, secret_id, body)
    SELECT organization_id, id, endpoint_id, received_at, dedupe_key, record_key, type, secret_id, body FROM input
    ON CONFLICT (organization_id, dedupe_key) DO NOTHING
    RETURNING organization_id, id
  ), work AS (
    INSERT INTO event_work (organization_id, event_id, state)
    SELECT stored.organization_id, stored.id, input.state::work_state FROM stored JOIN input USING (organization_id, id)
  )
  SELECT id FROM input WHERE id NOT IN (SELECT id FROM stored)`

/**
 * Inserts events and their work, committed when this resolves. Gives the ids of those that were there already, usually
 * none: telling the new ones instead would cost a row of answer each.
 */
export async function insertEvents(events: readonly NewEvent[]): Promise<Set<string>> {
  const { rows } = await ingestPool().query<{ id: string }>({
    name: 'insert-events',
    text: INSERT_EVENTS,
    values: [
      uuidArray(events.map((event) => event.organizationId)),
      uuidArray(events.map((event) => event.id)),
      uuidArray(events.map((event) => event.endpointId)),
      timestampArray(events.map((event) => event.receivedAt)),
      textArray(events.map((event) => event.dedupeKey)),
      textArray(events.map((event) => event.recordKey)),
      textArray(events.map((event) => event.type)),
      uuidArray(events.map((event) => event.secretId)),
      byteaArray(events.map((event) => event.body)),
      textArray(events.map((event) => (event.quarantined ? 'quarantined' : 'pending'))),
    ],
  })
  return new Set(rows.map((row) => row.id))
}

const FIND_EVENTS = `
  SELECT q.n::int AS n, e.id
  FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS q(organization_id, dedupe_key, n)
  JOIN events e ON e.organization_id = q.organization_id AND e.dedupe_key = q.dedupe_key`

/** The ids of stored events by their keys, in the order asked; undefined where there is none. */
export async function findEvents(keys: readonly Pick<NewEvent, 'organizationId' | 'dedupeKey'>[]) {
  const { rows } = await ingestPool().query<{ n: number; id: string }>({
    name: 'find-events',
    text: FIND_EVENTS,
    values: [uuidArray(keys.map((key) => key.organizationId)), textArray(keys.map((key) => key.dedupeKey))],
  })
  const ids: (string | undefined)[] = keys.map(() => undefined)
  for (const row of rows) ids[row.n - 1] = row.id
  return ids
}

/**
 * By the record and not by a range of keys: text ranges depend on the database's collation, and a record has few events.
 */
const FIND_NEWEST_REPEATS = `
  SELECT q.n::int AS n, newest.dedupe_key AS "dedupeKey", newest.received_at AS "receivedAt"
  FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS q(organization_id, record_key, base, n)
  CROSS JOIN LATERAL (
    SELECT e.dedupe_key, e.received_at FROM events e
    WHERE e.organization_id = q.organization_id AND e.record_key = q.record_key AND starts_with(e.dedupe_key, q.base || ':')
    ORDER BY e.dedupe_key COLLATE "C" DESC LIMIT 1
  ) newest`

/** For events that may repeat: the newest stored one with the same bytes, in the order asked. */
export async function findNewestRepeats(events: readonly NewEvent[]) {
  const { rows } = await ingestPool().query<{ n: number; dedupeKey: string; receivedAt: Date }>({
    name: 'find-newest-repeats',
    text: FIND_NEWEST_REPEATS,
    values: [
      uuidArray(events.map((event) => event.organizationId)),
      textArray(events.map((event) => event.recordKey)),
      textArray(events.map((event) => event.dedupeKey)),
    ],
  })
  const newest: ({ dedupeKey: string; receivedAt: Date } | null)[] = events.map(() => null)
  for (const { n, ...repeat } of rows) newest[n - 1] = repeat
  return newest
}
