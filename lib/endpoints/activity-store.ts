import { db } from '@/lib/platform/db'
import { lowestId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'

/** Counting stops here: more is shown as "1,000+" anyway, and the scan of the newest stays short. */
export const ACTIVITY_MAX = 100_000
const MATCHES_LOOKED_AT = 2_000

export interface EndpointActivity {
  endpointId: string
  id: string
  receivedAt: Date
  status: number
  cause: string | null
  events: number
  wrongSignatures: number
}

/** Per endpoint that was posted to since: what came, and the newest of it. One backward walk along the primary key. */
export const listActivity = (organizationId: OrganizationId, since: Date): Promise<EndpointActivity[]> =>
  db().$queryRaw<EndpointActivity[]>`
    WITH lately AS (
      SELECT id, endpoint_id, answer, cause, others FROM deliveries
      WHERE organization_id = ${organizationId}::uuid AND id >= ${lowestId(since.getTime())}::uuid
      ORDER BY id DESC LIMIT ${ACTIVITY_MAX}
    ), counted AS (
      SELECT endpoint_id, (array_agg(id ORDER BY id DESC))[1] AS newest, count(*) FILTER (WHERE answer = 'stored')::int AS events,
        coalesce(sum(1 + others) FILTER (
          WHERE cause IN ('wrong-signature', 'missing-signature', 'malformed-signature')), 0)::int AS wrong
      FROM lately GROUP BY endpoint_id
    )
    SELECT c.endpoint_id AS "endpointId", d.id, d.received_at AS "receivedAt", d.status, d.cause, c.events,
      c.wrong AS "wrongSignatures"
    FROM counted c JOIN deliveries d ON d.organization_id = ${organizationId}::uuid AND d.id = c.newest`

/** When each secret signed an event last, as far as the organization's newest events tell. */
export const listMatches = (organizationId: OrganizationId): Promise<{ secretId: string; at: Date }[]> =>
  db().$queryRaw<{ secretId: string; at: Date }[]>`
    SELECT secret_id AS "secretId", max(received_at) AS at FROM (
      SELECT secret_id, received_at FROM events WHERE organization_id = ${organizationId}::uuid
      ORDER BY id DESC LIMIT ${MATCHES_LOOKED_AT}
    ) newest WHERE secret_id IS NOT NULL GROUP BY secret_id`
