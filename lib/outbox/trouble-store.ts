import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { laneOfKind } from './domain'

/**
 * The open issues of a lane in whose trouble no call is any more: neither waiting for a person nor tried in vain for that
 * reason. One transaction at a time looks: two calls that come through together would each see the other as the last one.
 */
export async function endedCauses(
  organizationId: OrganizationId,
  tx: Tx,
  lane: ReturnType<typeof laneOfKind>,
): Promise<string[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`outgoing ${organizationId} ${lane}`}, 0))`
  const rows = await tx.$queryRaw<{ cause: string }[]>`
    SELECT i.cause FROM issues i
    WHERE i.organization_id = ${organizationId}::uuid AND i.kind = 'outgoing' AND i.state <> 'resolved'
      AND starts_with(i.cause, ${lane} || ':') AND NOT EXISTS (
        SELECT FROM outward_calls c WHERE c.organization_id = i.organization_id
          AND CASE WHEN c.kind LIKE 'alert-%' THEN c.kind ELSE 'popp' END || ':' || c.error = i.cause
          AND (c.state IN ('failed', 'unclear') OR c.state IN ('waiting', 'sending') AND c.attempts > 0))`
  return rows.map(({ cause }) => cause)
}
