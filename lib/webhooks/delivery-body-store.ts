import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { Prisma } from '@/prisma/generated/client'

export interface DeliveryBody {
  endpointName: string
  /** The beginning of what was kept; null when nothing was. */
  head: Uint8Array | null
}

/** The beginning of an event's body and the name of the endpoint it came to. */
export const readEventBody = (organizationId: OrganizationId, id: string, maxBytes: number) =>
  one(db().$queryRaw<DeliveryBody[]>`
    SELECT p.name AS "endpointName", substring(e.body FROM 1 FOR ${maxBytes}::int) AS head
    FROM events e JOIN endpoints p ON p.organization_id = e.organization_id AND p.id = e.endpoint_id
    WHERE e.organization_id = ${organizationId}::uuid AND e.id = ${id}::uuid`)

/** The same of a rejected request. */
export const readRejectedBody = (organizationId: OrganizationId, id: string, maxBytes: number) =>
  one(db().$queryRaw<DeliveryBody[]>`
    SELECT p.name AS "endpointName", substring(d.body FROM 1 FOR ${maxBytes}::int) AS head
    FROM deliveries d JOIN endpoints p ON p.organization_id = d.organization_id AND p.id = d.endpoint_id
    WHERE d.organization_id = ${organizationId}::uuid AND d.id = ${id}::uuid`)

async function one(query: Prisma.PrismaPromise<DeliveryBody[]>): Promise<DeliveryBody | null> {
  return (await query)[0] ?? null
}

/** The requests that carried an event, oldest first, at most `limit`. */
export const listCopies = (organizationId: OrganizationId, eventId: string, limit: number) =>
  db().delivery.findMany({
    where: { organizationId, eventId },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true, receivedAt: true, answer: true, status: true, acknowledgedMicroseconds: true },
  })
