import { db, type Tx } from '@/lib/platform/db'
import { type OrganizationId, vouchedOrganizationId } from '@/lib/platform/tenant'
import type { Prisma } from '@/prisma/generated/client'

/** What is done again and again for each organization. */
export type ScheduleName = 'watch' | 'reconcile' | 'retention'

export interface DueSchedule {
  organizationId: OrganizationId
  /** Where the last one stopped, as `finishSchedule` was told. */
  progress: Prisma.JsonObject
}

/** Gives every organization its row: due at once. */
export const ensureSchedules = (name: ScheduleName) =>
  db().$executeRaw`
    INSERT INTO schedules (organization_id, name)
    SELECT id, ${name} FROM organizations o
    WHERE NOT EXISTS (SELECT FROM schedules s WHERE s.organization_id = o.id AND s.name = ${name})
    ON CONFLICT DO NOTHING`

/**
 * Takes schedules that are due, for `leaseSeconds` on the database's clock. SKIP LOCKED: of several workers one gets each;
 * one that dies gives it back by time.
 */
export async function takeDue(name: ScheduleName, leaseSeconds: number, limit = 50): Promise<DueSchedule[]> {
  const rows = await db().$queryRaw<{ organizationId: string; progress: Prisma.JsonObject }[]>`
    WITH due AS (
      SELECT organization_id, name FROM schedules
      WHERE name = ${name} AND next_at <= now() AND (lease_until IS NULL OR lease_until < now())
      ORDER BY next_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE schedules s SET lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
    FROM due WHERE s.organization_id = due.organization_id AND s.name = due.name
    RETURNING s.organization_id AS "organizationId", s.progress`
  return rows.map((row) => ({ ...row, organizationId: vouchedOrganizationId(row.organizationId) }))
}

/** Ends the turn: the next one is due after `nextInSeconds`. Without `progress` the last one stands. */
export const finishSchedule = (
  organizationId: OrganizationId,
  name: ScheduleName,
  { nextInSeconds, progress }: { nextInSeconds: number; progress?: Prisma.JsonObject },
  tx: Tx = db(),
) =>
  tx.$executeRaw`
    UPDATE schedules SET lease_until = NULL, last_at = now(), next_at = now() + make_interval(secs => ${nextInSeconds}::int),
      progress = coalesce(${progress ? JSON.stringify(progress) : null}::jsonb, progress)
    WHERE organization_id = ${organizationId}::uuid AND name = ${name}`
