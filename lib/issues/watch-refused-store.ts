import { db } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { RejectionCause } from '@/lib/webhooks/schema'
import { Prisma } from '@/prisma/generated/client'

const { sql } = Prisma

/** As many events are looked at in one turn; the rest in the next. */
const QUARANTINED_AT_ONCE = 5_000

/** Ids sort by time: a range is what came in a span of time. */
export interface IdRange {
  after: string
  upTo: string
}

export interface Refused {
  endpointId: string
  cause: RejectionCause
  count: number
  newestId: string
  newestAt: Date
}

/** Rejected requests of the range, by endpoint and cause. At most 20 a second and endpoint are logged. */
export const listRefused = (organizationId: OrganizationId, { after, upTo }: IdRange) =>
  db().$queryRaw<Refused[]>(sql`
    ${prepared} SELECT p.id AS "endpointId", d.cause, count(*)::int AS count,
      (array_agg(d.id ORDER BY d.id DESC))[1] AS "newestId", max(d.received_at) AS "newestAt"
    FROM endpoints p JOIN deliveries d ON d.organization_id = p.organization_id AND d.endpoint_id = p.id
    WHERE p.organization_id = ${organizationId}::uuid AND d.answer = 'rejected' AND d.cause IS NOT NULL
      AND d.id > ${after}::uuid AND d.id <= ${upTo}::uuid
    GROUP BY p.id, d.cause`)

export type Quarantined = Omit<Refused, 'cause'>

/** Quarantined events of the range, by endpoint. */
export const listQuarantined = (organizationId: OrganizationId, { after, upTo }: IdRange) =>
  db().$queryRaw<Quarantined[]>(sql`
    ${prepared} SELECT e.endpoint_id AS "endpointId", count(*)::int AS count,
      (array_agg(e.id ORDER BY e.id DESC))[1] AS "newestId", max(e.received_at) AS "newestAt"
    FROM (
      SELECT event_id FROM event_work WHERE organization_id = ${organizationId}::uuid AND state = 'quarantined'
        AND event_id > ${after}::uuid AND event_id <= ${upTo}::uuid ORDER BY event_id LIMIT ${QUARANTINED_AT_ONCE}
    ) w JOIN events e ON e.organization_id = ${organizationId}::uuid AND e.id = w.event_id
    WHERE e.endpoint_id IS NOT NULL GROUP BY e.endpoint_id`)
