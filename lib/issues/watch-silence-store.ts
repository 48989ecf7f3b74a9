import { db } from '@/lib/platform/db'
import { lowestId } from '@/lib/platform/ids'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { ENOUGH, type Span } from './domain-silence'

const { sql } = Prisma

export interface Speaker {
  id: string
  createdAt: Date
  lastEventAt: Date
}

/** Endpoints in use that ever spoke. */
export const listSpeakers = (organizationId: OrganizationId) =>
  db().$queryRaw<Speaker[]>(sql`
    ${prepared} SELECT id, created_at AS "createdAt", last_event_at AS "lastEventAt" FROM endpoints
    WHERE organization_id = ${organizationId}::uuid AND retired_at IS NULL AND last_event_at IS NOT NULL`)

/** Whether something of the endpoint still waits to be applied: then it is the worker that is behind. */
export async function isWaitedFor(organizationId: OrganizationId, endpointId: string): Promise<boolean> {
  const rows = await db().$queryRaw<{ waits: boolean }[]>(sql`
    ${prepared} SELECT EXISTS (
      SELECT FROM event_work w JOIN events e ON e.organization_id = w.organization_id AND e.id = w.event_id
      WHERE w.state = 'pending' AND w.organization_id = ${organizationId}::uuid AND e.endpoint_id = ${endpointId}::uuid
    ) AS waits`)
  return rows[0]!.waits
}

/** How many events of the endpoint came in each span, in order, counted to `ENOUGH`. */
export async function countInSpans(organizationId: OrganizationId, endpointId: string, spans: readonly Span[]) {
  const [from, to] = [spans.map((span) => lowestId(+span.from)), spans.map((span) => lowestId(+span.to))]
  const rows = await db().$queryRaw<{ events: number }[]>(sql`
    SELECT (SELECT count(*)::int FROM (
        SELECT FROM events e WHERE e.organization_id = ${organizationId}::uuid AND e.id >= span.low AND e.id < span.high
          AND e.endpoint_id = ${endpointId}::uuid LIMIT ${ENOUGH}
      ) counted) AS events
    FROM unnest(${from}::uuid[], ${to}::uuid[]) WITH ORDINALITY AS span (low, high, n) ORDER BY span.n`)
  return rows.map(({ events }) => events)
}
