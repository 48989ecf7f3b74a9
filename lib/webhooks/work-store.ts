import { asked } from '@/lib/platform/asked'
import type { Tx } from '@/lib/platform/db'
import { type OrganizationId, vouchedOrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'

/**
 * A worker that died mid-batch gives its events back after this long, if no other start gives them back before. Shorter
 * than a slow batch may take: applied twice at once is harmless, the records' locks see to that.
 */
const LEASE_SECONDS = 10

/**
 * Cast, so that no index of what is pending serves it: statistics that were taken while nothing was promise that it is empty,
 * and it is read whole where a few rows are asked for by their keys.
 */
export const isPending = Prisma.sql`w.state::text = 'pending'`

export interface LeasedEvent {
  organizationId: OrganizationId
  eventId: string
  recordKey: string | null
  attempts: number
}

/**
 * Takes up to `limit` due events for this worker, oldest first. SKIP LOCKED: workers never wait for each other or take
 * the same event; the database's clock decides about leases.
 */
export async function leaseWork(tx: Tx, limit: number): Promise<LeasedEvent[]> {
  const rows = await tx.$queryRaw<(Omit<LeasedEvent, 'organizationId'> & { organizationId: string })[]>`
    WITH due AS (
      SELECT organization_id, event_id FROM event_work
      WHERE state = 'pending' AND next_attempt_at <= now() AND (lease_until IS NULL OR lease_until < now())
      ORDER BY next_attempt_at, event_id LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ), leased AS (
      UPDATE event_work w SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = w.attempts + 1
      FROM due WHERE w.organization_id = due.organization_id AND w.event_id = due.event_id
      RETURNING w.organization_id, w.event_id, w.attempts
    )
    SELECT l.organization_id AS "organizationId", l.event_id AS "eventId", l.attempts, e.record_key AS "recordKey"
    FROM leased l JOIN events e ON e.organization_id = l.organization_id AND e.id = l.event_id`
  return rows.map((row) => ({ ...row, organizationId: vouchedOrganizationId(row.organizationId) }))
}

export interface StoredEvent {
  id: string
  dedupeKey: string
  recordKey: string
  receivedAt: Date
  body: Uint8Array
}

/**
 * Events of these records that may be applied, `limit` at a time by id; quarantined and dead ones stay out, and of those
 * not applied yet all but `waitingIds`, if given. Lateral, for the reason of `asked`: an index that serves the order, or the
 * state, must not seem as good as that of the record, or of the event.
 */
export const readRecordEvents = (
  organizationId: OrganizationId,
  tx: Tx,
  recordKeys: string[],
  after: string,
  limit: number,
  waitingIds?: string[],
) =>
  tx.$queryRaw<StoredEvent[]>`
    SELECT e.id, e.dedupe_key AS "dedupeKey", e.record_key AS "recordKey", e.received_at AS "receivedAt", e.body
    FROM ${asked(organizationId, recordKeys, 'text')}
    CROSS JOIN LATERAL (SELECT * FROM events e
      WHERE e.organization_id = asked.organization_id AND e.record_key = asked.key OFFSET 0) e
    CROSS JOIN LATERAL (SELECT state FROM event_work w
      WHERE w.organization_id = e.organization_id AND w.event_id = e.id OFFSET 0) w
    WHERE w.state IN ('pending', 'applied') AND e.id > ${after}::uuid
      ${waitingIds ? Prisma.sql`AND (w.state = 'applied' OR e.id = ANY(${waitingIds}::uuid[]))` : Prisma.empty}
    ORDER BY e.id LIMIT ${limit}`

/**
 * Those of these events that were never applied before, by record. Ask while the records' locks are held. That facts were read
 * of a conversation, from Get Conversation or from Popp's list, is our own doing: nothing happened in it.
 */
export async function newsByRecord(organizationId: OrganizationId, tx: Tx, eventIds: string[]) {
  const rows = await tx.$queryRaw<{ recordKey: string; ids: string[] }[]>`
    SELECT e.record_key AS "recordKey", array_agg(e.id::text) AS ids FROM ${asked(organizationId, eventIds, 'uuid')}
    JOIN event_work w ON w.organization_id = asked.organization_id AND w.event_id = asked.key
    JOIN events e ON e.organization_id = asked.organization_id AND e.id = asked.key
    WHERE w.applied_at IS NULL AND e.record_key IS NOT NULL AND (e.source = 'webhook' OR (e.source = 'recovered' AND e.type <> 'CONVERSATION_DETAILS'))
    GROUP BY e.record_key`
  return new Map(rows.map(({ recordKey, ids }) => [recordKey, ids]))
}

/**
 * Part of the transaction that applied them: an event is marked if and only if its effects are committed. `indexedIds`:
 * those among them that were made findable by their fields.
 */
export async function markApplied(
  organizationId: OrganizationId,
  tx: Tx,
  eventIds: string[],
  indexedIds: string[] = [],
) {
  await tx.$executeRaw`
    UPDATE event_work w SET state = 'applied', applied_at = now(), lease_until = NULL, error = NULL,
      indexed_at = CASE WHEN w.event_id = ANY(${indexedIds}::uuid[]) THEN now() ELSE w.indexed_at END
    FROM ${asked(organizationId, eventIds, 'uuid')}
    WHERE w.organization_id = asked.organization_id AND w.event_id = asked.key AND ${isPending}`
}

/** Makes unfinished events due again at once, as if they had not been leased. */
export async function giveBack(organizationId: OrganizationId, tx: Tx, eventIds: string[]) {
  await tx.$executeRaw`
    UPDATE event_work w SET lease_until = NULL, attempts = greatest(w.attempts - 1, 0)
    FROM ${asked(organizationId, eventIds, 'uuid')}
    WHERE w.organization_id = asked.organization_id AND w.event_id = asked.key AND ${isPending}
      AND w.lease_until IS NOT NULL`
}

/**
 * When this is the only worker that is connected, whatever is leased was leased by one that is gone: due again at once.
 * `applicationName` is that of workers' sessions. @returns how many events were freed
 */
export const freeOrphans = (tx: Tx, applicationName: string) =>
  tx.$executeRaw`
    UPDATE event_work SET lease_until = NULL WHERE state = 'pending' AND lease_until > now() AND 1 >= (
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = ${applicationName})`

/** Gives dead letters among these events another life, as if they had never been tried. */
export async function reviveDead(organizationId: OrganizationId, tx: Tx, eventIds: string[]) {
  await tx.$executeRaw`
    UPDATE event_work SET state = 'pending', attempts = 1, error = NULL, lease_until = NULL, next_attempt_at = now()
    WHERE organization_id = ${organizationId}::uuid AND event_id = ANY(${eventIds}::uuid[]) AND state = 'dead'`
}

/** Dead letters among these events stay what they are, for a reason of today. */
export async function renewDead(organizationId: OrganizationId, tx: Tx, eventIds: string[], error: string) {
  await tx.$executeRaw`
    UPDATE event_work SET error = ${error}, attempts = 1
    WHERE organization_id = ${organizationId}::uuid AND event_id = ANY(${eventIds}::uuid[]) AND state = 'dead'`
}

/** Puts events back with a delay, or to the dead letters when `dead`. */
export async function markFailed(
  organizationId: OrganizationId,
  tx: Tx,
  eventIds: string[],
  failure: { error: string; dead: boolean; retryInSeconds: number },
) {
  await tx.$executeRaw`
    UPDATE event_work w SET lease_until = NULL, error = ${failure.error},
      state = ${Prisma.raw(failure.dead ? `'dead'` : `'pending'`)}::work_state,
      next_attempt_at = now() + make_interval(secs => ${failure.retryInSeconds})
    FROM ${asked(organizationId, eventIds, 'uuid')}
    WHERE w.organization_id = asked.organization_id AND w.event_id = asked.key AND ${isPending}`
}
