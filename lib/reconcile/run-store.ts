import { db, type Tx } from '@/lib/platform/db'
import { lowestId } from '@/lib/platform/ids'
import { type OrganizationId, vouchedOrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import type { RunFailure } from './schema'

export interface TakenRun {
  organizationId: OrganizationId
  id: string
  /** Popp's page that is next; null = the first. */
  nextToken: string | null
  /** Conversations dealt with so far. */
  listed: number
  /** Pages dealt with so far. */
  pages: number
  /** How often the page at hand was begun, this time included. */
  attempts: number
  /** One of the earlier pages' tokens. */
  markedToken: string | null
  cancelRequested: boolean
}

/**
 * Takes the open run whose turn it is, or whose worker is gone, on the database's clock. SKIP LOCKED: of several workers
 * each takes another one.
 */
export async function takeRun(leaseSeconds: number): Promise<TakenRun | null> {
  const [row] = await db().$queryRaw<(Omit<TakenRun, 'organizationId'> & { organizationId: string })[]>`
    WITH next AS (
      SELECT organization_id, id FROM reconcile_runs
      WHERE state IN ('waiting', 'running') AND (lease_until IS NULL OR lease_until < now())
        AND (next_at <= now() OR cancel_requested_at IS NOT NULL)
      ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE reconcile_runs r SET state = 'running', started_at = coalesce(started_at, now()), attempts = r.attempts + 1,
      lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
    FROM next WHERE r.organization_id = next.organization_id AND r.id = next.id
    RETURNING r.organization_id AS "organizationId", r.id, r.next_token AS "nextToken", r.listed, r.pages, r.attempts,
      r.marked_token AS "markedToken", r.cancel_requested_at IS NOT NULL AS "cancelRequested"`
  return row ? { ...row, organizationId: vouchedOrganizationId(row.organizationId) } : null
}

/** Its page is begun again later. It holds no worker until then. */
export const postponeRun = ({ organizationId, id }: TakenRun, milliseconds: number) =>
  db().$executeRaw`
    UPDATE reconcile_runs SET lease_until = NULL,
      next_at = clock_timestamp() + make_interval(secs => ${milliseconds}::double precision / 1000)
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state = 'running'`

/**
 * Locks the run for the page at hand. False = a worker that took it for abandoned has done this page meanwhile: pages count
 * once.
 */
export async function lockPage({ organizationId, id, nextToken, listed }: TakenRun, tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM reconcile_runs WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid
      AND state = 'running' AND listed = ${listed}::int AND next_token IS NOT DISTINCT FROM ${nextToken}
    FOR UPDATE`
  return rows.length === 1
}

export interface PageCounts {
  complete: number
  recovered: number
  unusable: number
  events: number
}

/**
 * Adds a page to the numbers and puts the run behind the others that are open; without a further page it is done. Of the
 * tokens that of each page number that is a power of two is kept: so a circle of any length is come across.
 */
export async function countPage(
  { organizationId, id, pages }: TakenRun,
  tx: Tx,
  { complete, recovered, unusable, events }: PageCounts,
  nextToken: string | null,
) {
  const end =
    nextToken === null ? Prisma.sql`, finished_at = clock_timestamp(), state = 'done'::reconcile_state` : Prisma.empty
  const isPowerOfTwo = Number.isInteger(Math.log2(pages + 1))
  const mark = isPowerOfTwo ? Prisma.sql`, marked_token = ${nextToken}` : Prisma.empty
  await tx.$executeRaw`
    UPDATE reconcile_runs SET listed = listed + ${complete + recovered + unusable}::int, lease_until = NULL,
      complete = complete + ${complete}::int, recovered = recovered + ${recovered}::int,
      unusable = unusable + ${unusable}::int, events = events + ${events}::int, next_token = ${nextToken},
      pages = pages + 1, attempts = 0, next_at = clock_timestamp() ${mark} ${end}
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state = 'running'`
}

export async function endRun(
  { organizationId, id }: TakenRun,
  tx: Tx,
  state: 'cancelled' | 'failed',
  error: RunFailure | null = null,
) {
  await tx.$executeRaw`
    UPDATE reconcile_runs SET state = ${Prisma.raw(`'${state}'`)}, error = ${error}, lease_until = NULL,
      finished_at = clock_timestamp()
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state = 'running'`
}

/** When this is the only worker that is connected, the run's worker is gone: as `freeOrphans` for events. */
export const freeOrphanedReconciles = (tx: Tx, applicationName: string) =>
  tx.$executeRaw`
    UPDATE reconcile_runs SET lease_until = NULL WHERE state = 'running' AND lease_until > now() AND 1 >= (
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = ${applicationName})`

/**
 * Deletes up to `limit` runs that were over before that time. The newest that came to its end stays: it says when Popp's
 * list was compared last. @returns how many
 */
export const forgetReconciles = (organizationId: OrganizationId, before: Date, limit: number): Promise<number> =>
  db().$executeRaw`
    WITH old AS (
      SELECT organization_id, id FROM reconcile_runs
      WHERE organization_id = ${organizationId}::uuid AND id < ${lowestId(before.getTime())}::uuid
        AND state NOT IN ('waiting', 'running') AND finished_at < ${before}
        AND id IS DISTINCT FROM (SELECT id FROM reconcile_runs
          WHERE organization_id = ${organizationId}::uuid AND state = 'done' ORDER BY id DESC LIMIT 1)
      LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    DELETE FROM reconcile_runs r USING old WHERE r.organization_id = old.organization_id AND r.id = old.id`
