import { db, type Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { Prisma } from '@/prisma/generated/client'

/** False when one is waiting or running already: two at once would read the same list. */
export async function insertRun(
  organizationId: OrganizationId,
  tx: Tx,
  run: { id: string; memberId: string | null },
): Promise<boolean> {
  // Of two starts at once the second waits here, and then sees the first one's run.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`reconcile ${organizationId}`}, 0))`
  const inserted = await tx.$executeRaw`
    INSERT INTO reconcile_runs (organization_id, id, member_id)
    SELECT ${organizationId}::uuid, ${run.id}::uuid, ${run.memberId}::uuid
    WHERE NOT EXISTS (
      SELECT FROM reconcile_runs WHERE organization_id = ${organizationId}::uuid AND state IN ('waiting', 'running'))`
  return inserted === 1
}

/** A run that waits is cancelled at once, one that runs is asked to stop. False = it was over, or there is none. */
export async function askToStop(organizationId: OrganizationId, tx: Tx, id: string): Promise<boolean> {
  const asked = await tx.$executeRaw`
    UPDATE reconcile_runs SET cancel_requested_at = now(),
      state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END,
      finished_at = CASE WHEN state = 'waiting' THEN now() END
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state IN ('waiting', 'running')
      AND cancel_requested_at IS NULL`
  return asked === 1
}

export type RunRow = Prisma.ReconcileRunGetPayload<object>

/** Newest first: ids sort by time. */
export const listRuns = (organizationId: OrganizationId, limit: number): Promise<RunRow[]> =>
  db().reconcileRun.findMany({ where: { organizationId }, orderBy: { id: 'desc' }, take: limit })

/** The newest run, and the newest that came to its end where that is another one. */
export async function listNewestRuns(organizationId: OrganizationId): Promise<RunRow[]> {
  const newest = (where: Prisma.ReconcileRunWhereInput) =>
    db().reconcileRun.findFirst({ where: { organizationId, ...where }, orderBy: { id: 'desc' } })
  const [run, done] = await Promise.all([newest({}), newest({ state: 'done' })])
  return [run, done?.id === run?.id ? null : done].filter((row) => row !== null)
}

export const findRun = (organizationId: OrganizationId, id: string): Promise<RunRow | null> =>
  db().reconcileRun.findUnique({ where: { organizationId_id: { organizationId, id } } })

/** Names by member. */
export async function readNames(organizationId: OrganizationId, memberIds: string[]): Promise<Map<string, string>> {
  const rows = await db().member.findMany({
    where: { organizationId, id: { in: memberIds } },
    select: { id: true, user: { select: { name: true } } },
  })
  return new Map(rows.map(({ id, user }) => [id, user.name]))
}
