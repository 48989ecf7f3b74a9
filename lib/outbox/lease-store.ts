import { db, type Tx } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import { vouchedOrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { conversationKinds, queueOfKind, repeatableKinds } from './domain'
import type { LeasedCall } from './handler'

const { sql, join, raw } = Prisma

/** A worker that died gives its calls back after this long, if no other start gives them back before. */
export const LEASE_SECONDS = 90

/** As it stands in the table. `error`: why it failed before. */
export type LeasedRow = Omit<LeasedCall, 'payload'> & { payload: Uint8Array | null; error: string | null }

/** What shares slots: what members want in Popp, the details that are asked of it in bulk, mail, chat. */
export interface Lane {
  organizationId: string
  lane: string
}

/** How many calls more each of these lanes may take; another one takes `LANE_SLOTS`. */
export type LaneRoom = Lane & { slots: number }
export const LANE_SLOTS = 4

const kinds = (list: readonly string[]) => join(list.map((kind) => sql`${kind}`))

const laneOf = (kind: Prisma.Sql) =>
  sql`CASE WHEN ${kind} IN (${kinds(conversationKinds)}) THEN 'popp' ELSE ${kind} END`
/** In memory, as `laneOf` in SQL. */
export const laneOfCall = ({ organizationId, kind }: Pick<LeasedCall, 'organizationId' | 'kind'>): Lane => ({
  organizationId,
  lane: queueOfKind(kind),
})

const isDue = sql`(c.state = 'waiting' AND c.due_at <= now()
  OR c.state = 'sending' AND c.lease_until < now() AND c.kind IN (${kinds(repeatableKinds)}))`

/**
 * What a call must wait for: earlier ones of its conversation that are still on their way; before a reply a take-over
 * that failed (and no other succeeded), before a hand-back a reply of which a person has yet to decide (`lib/outbox/README.md`).
 * `holdsUp` in `domain.ts` says the same of what a screen shows.
 */
const isHeldUp = sql`c.kind IN (${kinds(conversationKinds)}) AND EXISTS (
  SELECT FROM outward_calls e WHERE e.organization_id = c.organization_id AND e.record_key = c.record_key
    AND e.kind IN (${kinds(conversationKinds)}) AND (e.created_at, e.id) < (c.created_at, c.id)
    AND (e.state IN ('waiting', 'sending')
      OR e.kind = 'take-over' AND e.state = 'failed' AND c.kind = 'reply' AND NOT EXISTS (SELECT FROM outward_calls t
        WHERE t.organization_id = c.organization_id AND t.record_key = c.record_key AND t.kind = 'take-over'
          AND t.state = 'done' AND (t.created_at, t.id) > (e.created_at, e.id))
      OR e.kind = 'reply' AND e.state IN ('failed', 'unclear') AND c.kind = 'hand-back'))`

const isOpen = sql`state IN ('waiting', 'sending')`

/** Which kinds of calls wait or are on their way where: from one entry of the index to the next that differs, however many. */
const openKinds = sql`
  (SELECT organization_id, kind FROM outward_calls WHERE ${isOpen} ORDER BY organization_id, kind LIMIT 1)
  UNION ALL
  SELECT next.organization_id, next.kind FROM open_kinds o CROSS JOIN LATERAL (
    SELECT n.organization_id, n.kind FROM outward_calls n
    WHERE n.${isOpen} AND (n.organization_id, n.kind) > (o.organization_id, o.kind)
    ORDER BY n.organization_id, n.kind LIMIT 1) next`

/**
 * Reads of each kind what its lane may take at most, and what is held up before that. Among 100,000 due calls of ten
 * organizations a round takes 3 to 8 ms; with all of them ranked it took 280 to 450.
 */
export const leaseStatement = (limit: number, rooms: readonly LaneRoom[]) => sql`
  ${prepared} WITH RECURSIVE open_kinds AS (${openKinds}), rooms AS (
    SELECT * FROM unnest(${rooms.map(({ organizationId }) => organizationId)}::uuid[],
      ${rooms.map(({ lane }) => lane)}::text[], ${rooms.map(({ slots }) => slots)}::int[]) r (organization_id, lane, slots)
  ), lanes AS (
    SELECT o.*, l.lane, coalesce(rooms.slots, ${LANE_SLOTS}::int) AS slots
    FROM open_kinds o CROSS JOIN LATERAL (SELECT ${laneOf(sql`o.kind`)} AS lane) l
    LEFT JOIN rooms ON rooms.organization_id = o.organization_id AND rooms.lane = l.lane
  ), due AS (
    SELECT lanes.organization_id, first.id, lanes.slots, row_number() OVER (
      PARTITION BY lanes.organization_id, lanes.lane ORDER BY first.due_at, first.id) AS place
    FROM lanes CROSS JOIN LATERAL (
      SELECT c.id, c.due_at FROM outward_calls c
      WHERE c.organization_id = lanes.organization_id AND c.kind = lanes.kind AND c.due_at <= now()
        AND ${isDue} AND NOT (${isHeldUp})
      ORDER BY c.due_at, c.id LIMIT ${raw(String(LANE_SLOTS))}) first
    WHERE lanes.slots > 0
  ), chosen AS (
    SELECT c.organization_id, c.id FROM due
    JOIN outward_calls c ON c.organization_id = due.organization_id AND c.id = due.id
    WHERE ${isDue} AND due.place <= due.slots
    ORDER BY due.place, c.due_at LIMIT ${limit}::int FOR UPDATE OF c SKIP LOCKED
  )
  UPDATE outward_calls c SET state = 'sending', attempts = c.attempts + 1,
    lease_until = now() + make_interval(secs => ${LEASE_SECONDS}::int)
  FROM chosen WHERE c.organization_id = chosen.organization_id AND c.id = chosen.id
  RETURNING c.organization_id AS "organizationId", c.id, c.kind, c.record_key AS "recordKey",
    c.review_item_id AS "reviewItemId", c.issue_id AS "issueId", c.member_id AS "memberId", c.payload, c.attempts,
    c.created_at AS "createdAt", c.error`

/**
 * Takes up to `limit` due calls, over all organizations, first one of each lane, then the second of each: a lane whose
 * other side is dead keeps its own calls waiting and nobody else's. SKIP LOCKED: workers never wait for each other or take
 * the same call. Committed before it returns: what is sent from now on is known to be on its way.
 */
export async function leaseCalls(limit: number, rooms: readonly LaneRoom[]): Promise<LeasedRow[]> {
  const rows = await db().$queryRaw<(Omit<LeasedRow, 'organizationId'> & { organizationId: string })[]>(
    leaseStatement(limit, rooms),
  )
  return rows.map((row) => ({ ...row, organizationId: vouchedOrganizationId(row.organizationId) }))
}

/**
 * When this is the only worker that is connected, whatever is being sent was sent by one that is gone: its lease is over.
 * `applicationName` is that of workers' sessions.
 */
export const freeOrphanedCalls = (tx: Tx, applicationName: string) =>
  tx.$executeRaw`
    UPDATE outward_calls SET lease_until = now() - interval '1 second'
    WHERE state = 'sending' AND lease_until > now() AND 1 >= (
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = ${applicationName})`

export type DiedCall = Pick<LeasedCall, 'organizationId' | 'id' | 'kind' | 'recordKey' | 'attempts'>

const isDead = sql`state = 'sending' AND lease_until < now() AND kind NOT IN (${kinds(repeatableKinds)})`

export const hasDiedStatement = sql`${prepared} SELECT EXISTS (SELECT FROM outward_calls WHERE ${isDead}) AS died`

/** Asked all the time, when mostly nobody has. */
export async function hasDied(): Promise<boolean> {
  const rows = await db().$queryRaw<{ died: boolean }[]>(hasDiedStatement)
  return rows[0]!.died
}

/** Whoever sent these died over it, and they must not be sent twice: whether they arrived is not known. */
export async function markDied(tx: Tx, limit: number): Promise<DiedCall[]> {
  const rows = await tx.$queryRaw<(Omit<DiedCall, 'organizationId'> & { organizationId: string })[]>(sql`
    WITH died AS (
      SELECT organization_id, id FROM outward_calls
      WHERE ${isDead}
      ORDER BY due_at, id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    UPDATE outward_calls c SET state = 'unclear', error = 'worker-died', lease_until = NULL, finished_at = now()
    FROM died WHERE c.organization_id = died.organization_id AND c.id = died.id
    RETURNING c.organization_id AS "organizationId", c.id, c.kind, c.record_key AS "recordKey", c.attempts`)
  return rows.map((row) => ({ ...row, organizationId: vouchedOrganizationId(row.organizationId) }))
}
