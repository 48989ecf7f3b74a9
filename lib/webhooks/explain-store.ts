import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'

/** What of an event only its explanation needs. */
export function findExplainedEvent(organizationId: OrganizationId, id: string) {
  return db().event.findUnique({
    where: { organizationId_id: { organizationId, id } },
    select: { endpointId: true, secretId: true, source: true, receivedAt: true, body: true },
  })
}

export async function findRejectedHead(organizationId: OrganizationId, id: string) {
  return db().delivery.findUnique({
    where: { organizationId_id: { organizationId, id }, answer: 'rejected' },
    select: { endpointId: true, body: true },
  })
}

/** When a pending event is tried next. */
export const findWork = (organizationId: OrganizationId, eventId: string) =>
  db().eventWork.findUnique({
    where: { organizationId_eventId: { organizationId, eventId } },
    select: { state: true, attempts: true, nextAttemptAt: true },
  })

/** An endpoint's secrets, newest first. */
export const listSecrets = (organizationId: OrganizationId, endpointId: string) =>
  db().endpointSecret.findMany({
    where: { organizationId, endpointId },
    select: { id: true, createdAt: true, retiredAt: true },
    orderBy: { id: 'desc' },
  })
