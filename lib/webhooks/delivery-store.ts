import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { type EventConditions, eventPage, type PageAsked } from './event-page-store'

const { sql, empty } = Prisma

export interface EventRow {
  id: string
  receivedAt: Date
  type: string
  recordKey: string | null
  state: string
  attempts: number
  appliedAt: Date | null
  error: string | null
  copies: number
  acknowledgedMicroseconds: number | null
  signed: boolean
  source: string
  size: number
}

export interface RejectedRow {
  id: string
  receivedAt: Date
  status: number
  cause: string
  acknowledgedMicroseconds: number
  size: number
}

/** Reads events by the ids in `found`: work and log are looked up for one page only. */
const selectEvents = (found: Prisma.Sql) => sql`
  WITH found AS (${found})
  SELECT e.id, e.received_at AS "receivedAt", e.type, e.record_key AS "recordKey", w.state::text AS state, w.attempts,
    w.applied_at AS "appliedAt", w.error, e.secret_id IS NOT NULL AS signed, e.source::text AS source, octet_length(e.body) AS size,
    log.copies, log.acknowledged AS "acknowledgedMicroseconds"
  FROM found
  JOIN events e ON e.organization_id = found.organization_id AND e.id = found.id
  JOIN event_work w ON w.organization_id = e.organization_id AND w.event_id = e.id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(1 + d.others), 0)::int AS copies, min(d.acknowledged_microseconds) FILTER (WHERE d.answer = 'stored') AS acknowledged
    FROM deliveries d WHERE d.organization_id = e.organization_id AND d.event_id = e.id
  ) log
  ORDER BY e.id DESC`

/** Events, newest first. */
export const listEventRows = (
  organizationId: OrganizationId,
  conditions: EventConditions,
  asked: PageAsked,
): Promise<EventRow[]> => db().$queryRaw<EventRow[]>(selectEvents(eventPage(organizationId, conditions, asked)))

/** As many as match, `limit` at most. */
export async function countEvents(
  organizationId: OrganizationId,
  conditions: EventConditions,
  limit: number,
): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${eventPage(organizationId, conditions, { after: null, limit })} matching`
  return row?.count ?? 0
}

/** Null = unknown, or another organization's. */
export async function findEventRow(organizationId: OrganizationId, id: string): Promise<EventRow | null> {
  const one = sql`SELECT organization_id, id FROM events WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid`
  return (await db().$queryRaw<EventRow[]>(selectEvents(one)))[0] ?? null
}

const rejectedColumns = sql`d.id, d.received_at AS "receivedAt", d.status, d.cause,
  d.acknowledged_microseconds AS "acknowledgedMicroseconds", d.size`

export interface RejectedConditions extends Pick<EventConditions, 'endpointId' | 'from' | 'to'> {
  cause?: string
  status?: number
}

/** Rejected requests, newest first; by endpoint, because only there they have an index to themselves. */
export const listRejectedRows = (
  organizationId: OrganizationId,
  { endpointId, from, to, cause, status }: RejectedConditions,
  { after, limit }: PageAsked,
): Promise<RejectedRow[]> =>
  db().$queryRaw<RejectedRow[]>`
    SELECT r.* FROM endpoints CROSS JOIN LATERAL (
      SELECT ${rejectedColumns} FROM deliveries d
      WHERE d.organization_id = endpoints.organization_id AND d.endpoint_id = endpoints.id AND d.answer = 'rejected'
        ${cause ? sql`AND d.cause = ${cause}` : empty} ${status ? sql`AND d.status = ${status}` : empty}
        ${after ? sql`AND d.id < ${after}::uuid` : empty}
        ${from ? sql`AND d.id >= ${from}::uuid` : empty} ${to ? sql`AND d.id < ${to}::uuid` : empty}
      ORDER BY d.id DESC LIMIT ${limit}
    ) r
    WHERE endpoints.organization_id = ${organizationId}::uuid ${endpointId ? sql`AND endpoints.id = ${endpointId}::uuid` : empty}
    ORDER BY r.id DESC LIMIT ${limit}`

/** Null = unknown, another organization's, or not rejected. */
export async function findRejectedRow(organizationId: OrganizationId, id: string): Promise<RejectedRow | null> {
  const rows = await db().$queryRaw<RejectedRow[]>`
    SELECT ${rejectedColumns} FROM deliveries d
    WHERE d.organization_id = ${organizationId}::uuid AND d.id = ${id}::uuid AND d.answer = 'rejected'`
  return rows[0] ?? null
}
