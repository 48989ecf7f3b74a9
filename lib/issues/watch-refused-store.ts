import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { RejectionCause } from '@/lib/webhooks/schema'

/** As many rows are counted in one look; the rest in the next. */
const COUNTED_AT_ONCE = 5_000

export interface Refused {
  endpointId: string
  cause: RejectionCause
  count: number
  newestId: string
  newestAt: Date
}

/**
 * Rejected requests that no look has counted, by endpoint and cause, with those that the log only numbers. Each is marked in
 * this transaction and so counted once, however late its row was written and whatever the clock of the process that did.
 * What the log is just throwing away is passed over.
 */
export const countRefused = (organizationId: OrganizationId, tx: Tx) =>
  tx.$queryRaw<Refused[]>`
    WITH fresh AS (
      SELECT id FROM deliveries WHERE organization_id = ${organizationId}::uuid AND answer = 'rejected' AND NOT counted
      ORDER BY id LIMIT ${COUNTED_AT_ONCE} FOR UPDATE SKIP LOCKED
    ), seen AS (
      UPDATE deliveries d SET counted = true FROM fresh
      WHERE d.organization_id = ${organizationId}::uuid AND d.id = fresh.id
      RETURNING d.endpoint_id, d.cause, d.id, d.received_at, d.others
    )
    SELECT endpoint_id AS "endpointId", cause, sum(1 + others)::int AS count,
      (array_agg(id ORDER BY id DESC))[1] AS "newestId", max(received_at) AS "newestAt"
    FROM seen WHERE cause IS NOT NULL GROUP BY endpoint_id, cause`

export type Quarantined = Omit<Refused, 'cause'>

/** Quarantined events that no look has counted, by endpoint; marked likewise. */
export const countQuarantined = (organizationId: OrganizationId, tx: Tx) =>
  tx.$queryRaw<Quarantined[]>`
    WITH fresh AS (
      SELECT event_id FROM event_work
      WHERE organization_id = ${organizationId}::uuid AND state = 'quarantined' AND NOT counted
      ORDER BY event_id LIMIT ${COUNTED_AT_ONCE} FOR UPDATE SKIP LOCKED
    ), seen AS (
      UPDATE event_work w SET counted = true FROM fresh
      WHERE w.organization_id = ${organizationId}::uuid AND w.event_id = fresh.event_id
      RETURNING w.event_id
    )
    SELECT e.endpoint_id AS "endpointId", count(*)::int AS count,
      (array_agg(e.id ORDER BY e.id DESC))[1] AS "newestId", max(e.received_at) AS "newestAt"
    FROM seen JOIN events e ON e.organization_id = ${organizationId}::uuid AND e.id = seen.event_id
    WHERE e.endpoint_id IS NOT NULL GROUP BY e.endpoint_id`
