import type { ReplayedRecord } from '@/lib/conversations/replay-service'
import { db, type Tx } from '@/lib/platform/db'
import { lowestId } from '@/lib/platform/ids'
import { type OrganizationId, vouchedOrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'

const { sql, empty } = Prisma

/** Longer than a page of the largest bodies takes. A worker that starts alone does not wait for it: `freeOrphanedReplays`. */
const LEASE_SECONDS = 30

export interface TakenRun {
  organizationId: OrganizationId
  id: string
  dryRun: boolean
  selection: unknown
  cap: number
  /** Null until the first page is done. */
  cursor: string | null
  matched: number
  /** Events dealt with. */
  done: number
  reasons: Record<string, number>
  cancelRequested: boolean
}

/**
 * Takes the oldest run that waits, or whose worker is gone, on the database's clock. SKIP LOCKED: of several workers each
 * takes another one.
 */
export async function takeRun(): Promise<TakenRun | null> {
  const [row] = await db().$queryRaw<(Omit<TakenRun, 'organizationId'> & { organizationId: string })[]>`
    WITH next AS (
      SELECT organization_id, id FROM replay_runs
      WHERE state IN ('waiting', 'running') AND (lease_until IS NULL OR lease_until < now())
      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE replay_runs r SET state = 'running', started_at = coalesce(started_at, now()),
      lease_until = now() + make_interval(secs => ${LEASE_SECONDS}::int)
    FROM next WHERE r.organization_id = next.organization_id AND r.id = next.id
    RETURNING r.organization_id AS "organizationId", r.id, r.dry_run AS "dryRun", r.selection, r.cap, r.cursor, r.matched,
      r.applied + r.skipped + r.failed AS done, r.reasons, r.cancel_requested_at IS NOT NULL AS "cancelRequested"`
  return row ? { ...row, organizationId: vouchedOrganizationId(row.organizationId) } : null
}

export interface Progress {
  /** The last event of the page; null = there was none. */
  cursor: string | null
  matched: number
  applied: number
  skipped: number
  failed: number
  /** Of the whole run. */
  reasons: Record<string, number>
}

/** In the middle of a page that takes long: keeps the lease. False = somebody asked for the end, or another has the run. */
export async function isStillWanted({ organizationId, id, cursor }: TakenRun): Promise<boolean> {
  const kept = await db().$executeRaw`
    UPDATE replay_runs SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS}::int)
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state = 'running'
      AND cursor IS NOT DISTINCT FROM ${cursor}::uuid AND cancel_requested_at IS NULL`
  return kept > 0
}

/**
 * Adds a page to the run's numbers and holds it for longer. Guarded by the cursor: a worker that was too slow, and whose
 * run another has taken, adds nothing. Null = that is so.
 */
export async function saveProgress(run: TakenRun, page: Progress): Promise<{ cancelRequested: boolean } | null> {
  const { organizationId, id } = run
  const rows = await db().$queryRaw<{ cancelRequested: boolean }[]>`
    UPDATE replay_runs r SET matched = ${page.matched}, cursor = coalesce(${page.cursor}::uuid, cursor),
      applied = applied + ${page.applied}::int, skipped = skipped + ${page.skipped}::int, failed = failed + ${page.failed}::int,
      reasons = ${JSON.stringify(page.reasons)}::jsonb, changed = looked_at.changed, unchanged = looked_at.unchanged,
      lease_until = now() + make_interval(secs => ${LEASE_SECONDS}::int)
    FROM (
      SELECT count(*) FILTER (WHERE parts <> '{}') AS changed, count(*) FILTER (WHERE parts = '{}') AS unchanged
      FROM replay_records WHERE organization_id = ${organizationId}::uuid AND run_id = ${id}::uuid
    ) looked_at
    WHERE r.organization_id = ${organizationId}::uuid AND r.id = ${id}::uuid AND r.state = 'running'
      AND r.cursor IS NOT DISTINCT FROM ${run.cursor}::uuid
    RETURNING cancel_requested_at IS NOT NULL AS "cancelRequested"`
  return rows[0] ?? null
}

/** Remembers what was looked at. A conversation that comes in several pages has changed if it did in one of them. */
export async function keepRecords({ organizationId, id }: TakenRun, tx: Tx, records: readonly ReplayedRecord[]) {
  if (records.length === 0) return
  const rows = records.map(({ recordKey, parts }) => ({ record_key: recordKey, parts }))
  await tx.$executeRaw`
    INSERT INTO replay_records AS known (organization_id, run_id, record_key, parts)
    SELECT ${organizationId}::uuid, ${id}::uuid, r.record_key, r.parts
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(record_key text, parts text[])
    ON CONFLICT (organization_id, run_id, record_key) DO UPDATE
      SET parts = ARRAY(SELECT DISTINCT part FROM unnest(known.parts || excluded.parts) part ORDER BY part)`
}

/** Ends a run. What it searched for is forgotten, and which conversations were right already. */
export async function endRun(run: TakenRun, state: 'done' | 'cancelled' | 'failed', error?: string) {
  const { organizationId, id } = run
  const failure = error ? sql`, reasons = reasons || ${JSON.stringify({ [error]: 1 })}::jsonb` : empty
  await db().$executeRaw`
    WITH forgotten AS (
      DELETE FROM replay_records
      WHERE organization_id = ${organizationId}::uuid AND run_id = ${id}::uuid AND parts = '{}'
    )
    UPDATE replay_runs SET state = ${Prisma.raw(`'${state}'`)}, finished_at = now(), lease_until = NULL,
      selection = CASE WHEN selection #> '{field,ciphertext}' IS NULL THEN selection
        ELSE jsonb_set(selection, '{field,ciphertext}', 'null') END ${failure}
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state = 'running'`
}

/** The worker stops: the next one goes on at once. */
export async function releaseRun({ organizationId, id }: TakenRun) {
  await db().$executeRaw`
    UPDATE replay_runs SET lease_until = NULL
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state = 'running'`
}

/** When this is the only worker that is connected, the run's worker is gone: as `freeOrphans` for events. */
export const freeOrphanedReplays = (tx: Tx, applicationName: string) =>
  tx.$executeRaw`
    UPDATE replay_runs SET lease_until = NULL WHERE state = 'running' AND lease_until > now() AND 1 >= (
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = ${applicationName})`

/** Deletes up to `limit` runs that were over before that time, with what they said of conversations. @returns how many */
export const forgetReplays = (organizationId: OrganizationId, before: Date, limit: number): Promise<number> =>
  db().$executeRaw`
    WITH old AS (
      SELECT organization_id, id FROM replay_runs
      WHERE organization_id = ${organizationId}::uuid AND id < ${lowestId(before.getTime())}::uuid
        AND state NOT IN ('waiting', 'running') AND finished_at < ${before}
      LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    DELETE FROM replay_runs r USING old WHERE r.organization_id = old.organization_id AND r.id = old.id`
