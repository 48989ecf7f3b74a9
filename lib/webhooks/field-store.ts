import { db, type Tx } from '@/lib/platform/db'
import { type OrganizationId, vouchedOrganizationId } from '@/lib/platform/tenant'

export interface EventKeys {
  eventId: string
  keys: bigint[]
}

/** Makes events findable by these keys. Part of the transaction that marks them as indexed. */
export async function writeEventKeys(organizationId: OrganizationId, tx: Tx, events: readonly EventKeys[]) {
  if (events.length === 0) return
  // As texts: JSON has no 64-bit numbers.
  const rows = events.map(({ eventId, keys }) => ({ event_id: eventId, keys: keys.map(String) }))
  await tx.$executeRaw`
    INSERT INTO event_fields (organization_id, event_id, keys)
    SELECT ${organizationId}::uuid, r.event_id, r.keys
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(event_id uuid, keys bigint[])
    ON CONFLICT (organization_id, event_id) DO UPDATE SET keys = excluded.keys
      WHERE event_fields.keys IS DISTINCT FROM excluded.keys`
}

export interface UnindexedEvent {
  organizationId: OrganizationId
  eventId: string
  body: Uint8Array
}

/**
 * Events that applying does not make findable, locked: those it never reached, and those that name no record. What is
 * pending for the first time is left to the worker, who reads it anyway.
 */
export async function lockUnindexed(tx: Tx, limit: number): Promise<UnindexedEvent[]> {
  const rows = await tx.$queryRaw<(Omit<UnindexedEvent, 'organizationId'> & { organizationId: string })[]>`
    SELECT w.organization_id AS "organizationId", w.event_id AS "eventId", e.body
    FROM event_work w JOIN events e ON e.organization_id = w.organization_id AND e.id = w.event_id
    WHERE w.indexed_at IS NULL AND (w.state <> 'pending' OR (w.error IS NOT NULL AND w.lease_until IS NULL))
    LIMIT ${limit} FOR UPDATE OF w SKIP LOCKED`
  return rows.map((row) => ({ ...row, organizationId: vouchedOrganizationId(row.organizationId) }))
}

export async function markIndexed(organizationId: OrganizationId, tx: Tx, eventIds: string[]) {
  await tx.$executeRaw`
    UPDATE event_work SET indexed_at = now()
    WHERE organization_id = ${organizationId}::uuid AND event_id = ANY(${eventIds}::uuid[])`
}

/** The bodies of these events, in no order. */
export const readBodies = (organizationId: OrganizationId, ids: string[]) =>
  db().event.findMany({ where: { organizationId, id: { in: ids } }, select: { id: true, body: true } })
