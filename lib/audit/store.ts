import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { Prisma } from '@/prisma/generated/client'
import type { AuditAction } from './schema'

export interface AuditRecord {
  /** Null = the product itself. */
  memberId: string | null
  action: AuditAction
  subjectType: 'review-item' | 'conversation' | 'session' | 'event' | 'endpoint' | 'member'
  subjectId: string
  /** Ids, codes and digests only: never a name or free text, so that erasing a candidate need not touch the trail. */
  facts?: Prisma.InputJsonObject
}

/** Writes one entry in the transaction of the change it tells of: both commit or neither. */
export async function appendAudit(organizationId: OrganizationId, tx: Tx, record: AuditRecord) {
  await tx.auditEntry.create({ data: { organizationId, id: newId(), facts: {}, ...record } })
}
