import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { Prisma } from '@/prisma/generated/client'

export interface KeptBody {
  /** The beginning of what was kept; null when nothing was. */
  head: Uint8Array | null
  /** Of all that was sent, as far as it was read. */
  size: number
}

/** The beginning of an event's body; null = no such event. */
export const readEventBody = (organizationId: OrganizationId, id: string, maxBytes: number) =>
  one(db().$queryRaw<KeptBody[]>`
    SELECT substring(e.body FROM 1 FOR ${maxBytes}::int) AS head, octet_length(e.body) AS size
    FROM events e WHERE e.organization_id = ${organizationId}::uuid AND e.id = ${id}::uuid`)

/** The same of a rejected request. */
export const readRejectedBody = (organizationId: OrganizationId, id: string, maxBytes: number) =>
  one(db().$queryRaw<KeptBody[]>`
    SELECT substring(d.body FROM 1 FOR ${maxBytes}::int) AS head, d.size
    FROM deliveries d WHERE d.organization_id = ${organizationId}::uuid AND d.id = ${id}::uuid AND d.answer = 'rejected'`)

async function one(query: Prisma.PrismaPromise<KeptBody[]>): Promise<KeptBody | null> {
  return (await query)[0] ?? null
}

/** Of the endpoint to which an event or a rejected request came; null when it is no longer known. */
export async function findEndpointName(organizationId: OrganizationId, id: string): Promise<string | null> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT p.name FROM endpoints p
    WHERE p.organization_id = ${organizationId}::uuid AND p.id IN (
      SELECT endpoint_id FROM events WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid
      UNION ALL
      SELECT endpoint_id FROM deliveries WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid
    )`
  return rows[0]?.name ?? null
}

/** The requests that carried an event, oldest first, at most `limit`. */
export const listCopies = (organizationId: OrganizationId, eventId: string, limit: number) =>
  db().delivery.findMany({
    where: { organizationId, eventId },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true, receivedAt: true, answer: true, status: true, acknowledgedMicroseconds: true },
  })
