import { db, type Tx } from '@/lib/platform/db'
import { lowestId } from '@/lib/platform/ids'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import type { Span } from './domain-silence'
import type { Standing } from './watch-findings'

const { sql } = Prisma

/** Bodies are up to 1 MiB, and a sample of the newest tells enough. */
const SAMPLE_EVENTS = 100

/** The newest events of the span that Popp sent by itself. */
export const sampleArrivals = (organizationId: OrganizationId, { from, to }: Span) =>
  db().$queryRaw<{ receivedAt: Date; body: Uint8Array }[]>(sql`
    ${prepared} SELECT received_at AS "receivedAt", body FROM events
    WHERE organization_id = ${organizationId}::uuid AND id >= ${lowestId(+from)}::uuid AND id < ${lowestId(+to)}::uuid
      AND source = 'webhook' ORDER BY id DESC LIMIT ${SAMPLE_EVENTS}`)

/**
 * From received to applied, in seconds, of the newest applied events of the span: 19 of 20 were faster; 0 of none. Lateral:
 * joined, the work of an organization that statistics do not know yet is read whole for each of its events.
 */
export async function applyingSeconds(
  organizationId: OrganizationId,
  { from, to }: Span,
  tx: Tx = db(),
): Promise<number> {
  const rows = await tx.$queryRaw<{ seconds: number }[]>(sql`
    ${prepared} SELECT coalesce(percentile_disc(0.95) WITHIN GROUP (ORDER BY took), 0)::float8 AS seconds FROM (
      SELECT extract(epoch FROM w.applied_at - e.received_at) AS took FROM events e
      CROSS JOIN LATERAL (SELECT applied_at FROM event_work w
        WHERE w.organization_id = e.organization_id AND w.event_id = e.id AND w.applied_at IS NOT NULL OFFSET 0) w
      WHERE e.organization_id = ${organizationId}::uuid AND e.id >= ${lowestId(+from)}::uuid AND e.id < ${lowestId(+to)}::uuid
      ORDER BY e.id DESC LIMIT ${SAMPLE_EVENTS}
    ) applied`)
  return rows[0]!.seconds
}

/** For how many seconds the oldest of the organization's due events has waited for the worker; 0 = none waits. */
export async function queueSeconds(organizationId: OrganizationId): Promise<number> {
  const rows = await db().$queryRaw<{ seconds: number }[]>(sql`
    ${prepared} SELECT extract(epoch FROM now() - next_attempt_at)::float8 AS seconds FROM event_work
    WHERE state = 'pending' AND organization_id = ${organizationId}::uuid AND next_attempt_at < now()
    ORDER BY next_attempt_at LIMIT 1`)
  return rows[0]?.seconds ?? 0
}

/** Issues of the kinds that end by themselves. */
export const listStanding = (organizationId: OrganizationId) =>
  db().$queryRaw<Standing[]>(sql`
    ${prepared} SELECT kind, cause, state::text AS state, resolved_at AS "resolvedAt" FROM issues
    WHERE organization_id = ${organizationId}::uuid AND kind IN ('silence', 'lag')`)
