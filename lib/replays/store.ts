import { db, type Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { Prisma } from '@/prisma/generated/client'
import type { StoredSelection } from './selection'

export interface NewRun {
  id: string
  memberId: string
  dryRun: boolean
  selection: StoredSelection
  cap: number
}

/** False when as many runs as may be are waiting or running already. */
export async function insertRun(
  organizationId: OrganizationId,
  tx: Tx,
  run: NewRun,
  maxOpen: number,
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO replay_runs (organization_id, id, member_id, dry_run, selection, cap)
    SELECT ${organizationId}::uuid, ${run.id}::uuid, ${run.memberId}::uuid, ${run.dryRun},
      ${JSON.stringify(run.selection)}::jsonb, ${run.cap}::int
    WHERE ${maxOpen}::int > (
      SELECT count(*) FROM replay_runs WHERE organization_id = ${organizationId}::uuid AND state IN ('waiting', 'running'))`
  return inserted === 1
}

/** A run that waits is cancelled at once, one that runs is asked to stop. False = it was over, or there is none. */
export async function askToStop(organizationId: OrganizationId, tx: Tx, id: string): Promise<boolean> {
  const asked = await tx.$executeRaw`
    UPDATE replay_runs SET cancel_requested_at = coalesce(cancel_requested_at, now()),
      state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END,
      finished_at = CASE WHEN state = 'waiting' THEN now() END
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state IN ('waiting', 'running')
      AND cancel_requested_at IS NULL`
  return asked === 1
}

export type RunRow = Prisma.ReplayRunGetPayload<object>

/** Newest first: ids sort by time. */
export const listRuns = (organizationId: OrganizationId, limit: number): Promise<RunRow[]> =>
  db().replayRun.findMany({ where: { organizationId }, orderBy: { id: 'desc' }, take: limit })

export const findRun = (organizationId: OrganizationId, id: string): Promise<RunRow | null> =>
  db().replayRun.findUnique({ where: { organizationId_id: { organizationId, id } } })

/** Conversations that changed or would change. */
export const listChangedRecords = (organizationId: OrganizationId, runId: string, limit: number) =>
  db().replayRecord.findMany({
    where: { organizationId, runId, parts: { isEmpty: false } },
    select: { recordKey: true, parts: true },
    orderBy: { recordKey: 'asc' },
    take: limit,
  })

/** Names by member. */
export async function readNames(organizationId: OrganizationId, memberIds: string[]): Promise<Map<string, string>> {
  const rows = await db().member.findMany({
    where: { organizationId, id: { in: memberIds } },
    select: { id: true, user: { select: { name: true } } },
  })
  return new Map(rows.map(({ id, user }) => [id, user.name]))
}
