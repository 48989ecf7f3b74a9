import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import type { AuditAction } from './schema'

export interface AuditRecord {
  /** Null = the product itself. */
  memberId: string | null
  action: AuditAction
  subjectType:
    | 'review-item'
    | 'conversation'
    | 'session'
    | 'event'
    | 'endpoint'
    | 'member'
    | 'organization'
    | 'issue'
    | 'outward-call'
    | 'replay'
    | 'reconcile'
  subjectId: string
  /** Ids, codes and digests only: never a name or free text, so that erasing a candidate need not touch the trail. */
  facts?: Prisma.InputJsonObject
}

/** Writes one entry in the transaction of the change it tells of: both commit or neither. */
export async function appendAudit(organizationId: OrganizationId, tx: Tx, record: AuditRecord) {
  await tx.auditEntry.create({ data: { organizationId, id: newId(), facts: {}, ...record } })
}

/** `facts` is SQL over the columns of `changed`; as in `AuditRecord`, ids, codes and digests only. */
export type AuditedChange = Omit<AuditRecord, 'facts' | 'subjectId'> & {
  subjectId: Prisma.Sql
  facts: Prisma.Sql
  /** The entry's id, when a statement changes several rows: a column of `changed`. */
  id?: Prisma.Sql
}

/**
 * The same as part of one statement: an entry for each row of its common table `changed`, none when nothing changed.
 * State and entry then commit together without a transaction's three more round trips.
 */
export const auditOfChanged = (
  organizationId: OrganizationId | Prisma.Sql,
  record: AuditedChange,
): Prisma.Sql => Prisma.sql`
  INSERT INTO audit_entries (organization_id, id, at, member_id, action, subject_type, subject_id, facts)
  SELECT ${organizationId}::uuid, ${record.id ?? Prisma.sql`${newId()}::uuid`}, clock_timestamp(), ${record.memberId}::uuid, ${record.action},
    ${record.subjectType}, ${record.subjectId}::text, ${record.facts}
  FROM changed`
