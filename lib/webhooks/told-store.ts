import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { byteaArray, textArray, uuidArray } from '@/lib/platform/pg-array'
import type { OrganizationId } from '@/lib/platform/tenant'
import { readEnvelope, recordKey, storableText } from '@/lib/popp/envelope'
import { TYPE_MAX } from '@/lib/popp/limits'

/** What was read from Popp's API, made an event by `recount`. */
export interface ToldEvent {
  source: 'recovered' | 'details'
  dedupeKey: string
  body: Uint8Array
}

/** Stores an event that came by no endpoint, with its work. False = the same was told before. */
export const insertToldEvent = async (organizationId: OrganizationId, tx: Tx, event: ToldEvent): Promise<boolean> =>
  (await insertToldEvents(organizationId, tx, [event])).size > 0

/** As many in one statement. @returns keys of those that were not told before */
export async function insertToldEvents(
  organizationId: OrganizationId,
  tx: Tx,
  events: readonly ToldEvent[],
): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const read = events.map(envelopeOf)
  // In the order of the events, also within a millisecond.
  const ids = uuidArray(events.map(() => newId()).sort())
  const dedupeKeys = textArray(events.map(({ dedupeKey }) => dedupeKey))
  const recordKeys = textArray(read.map(({ key }) => key))
  const types = textArray(read.map(({ type }) => type))
  const bodies = byteaArray(events.map(({ body }) => body))
  const sources = textArray(events.map(({ source }) => source))
  const stored = await tx.$queryRaw<{ dedupeKey: string }[]>`
    WITH stored AS (
      INSERT INTO events (organization_id, id, received_at, dedupe_key, record_key, type, body, source)
      SELECT ${organizationId}::uuid, id, clock_timestamp(), dedupe_key, record_key, type, body, source::event_source
      FROM unnest(${ids}::uuid[], ${dedupeKeys}::text[], ${recordKeys}::text[], ${types}::text[], ${bodies}::bytea[],
        ${sources}::text[])
        AS told(id, dedupe_key, record_key, type, body, source)
      ORDER BY dedupe_key
      ON CONFLICT (organization_id, dedupe_key) DO NOTHING
      RETURNING id, dedupe_key
    ), work AS (
      INSERT INTO event_work (organization_id, event_id) SELECT ${organizationId}::uuid, id FROM stored
    )
    SELECT dedupe_key AS "dedupeKey" FROM stored`
  return new Set(stored.map(({ dedupeKey }) => dedupeKey))
}

function envelopeOf({ body }: ToldEvent) {
  const read = readEnvelope(body)
  if (!read.ok || read.envelope.recordId === null) throw new RangeError('what is told is about a conversation')
  return { key: recordKey(read.envelope.recordId), type: storableText(read.envelope.type, TYPE_MAX) }
}
