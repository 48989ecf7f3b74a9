import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'

/** Popp's id of a conversation, as far as it can be stored; null = unknown, or another organization's. */
export async function findRecordId(organizationId: OrganizationId, recordKey: string): Promise<string | null> {
  const where = { organizationId_recordKey: { organizationId, recordKey } }
  return (await db().conversation.findUnique({ where, select: { recordId: true } }))?.recordId ?? null
}
