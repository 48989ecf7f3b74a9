import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { conversationRows, outcomeRows, type ProjectedRecord } from './apply-store'

/** Of these records, those whose conversation is not yet what its projection says. */
export async function differingConversations(organizationId: OrganizationId, tx: Tx, records: ProjectedRecord[]) {
  // Whole rows, and by the conversion that writing them uses: a column that is added later is compared, too.
  const rows = await tx.$queryRaw<{ recordKey: string }[]>`
    SELECT r.record_key AS "recordKey" FROM ${conversationRows(organizationId, records)} r
    LEFT JOIN conversations c ON c.organization_id = r.organization_id AND c.record_key = r.record_key
    WHERE c IS DISTINCT FROM r`
  return rows.map(({ recordKey }) => recordKey)
}

const COLUMNS = Prisma.sql`record_key, position, question, verdict, raw_verdict, summary`

/** The same of their screening outcomes. */
export async function differingOutcomes(organizationId: OrganizationId, tx: Tx, records: ProjectedRecord[]) {
  const keys = records.map(({ recordKey }) => recordKey)
  const rows = await tx.$queryRaw<{ recordKey: string }[]>`
    WITH told AS (
      SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::screening_outcomes, ${JSON.stringify(outcomeRows(records))}::jsonb)
    ), kept AS (
      SELECT ${COLUMNS} FROM screening_outcomes
      WHERE organization_id = ${organizationId}::uuid AND record_key = ANY(${keys})
    )
    SELECT DISTINCT record_key AS "recordKey"
    FROM ((TABLE told EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE told)) differing`
  return rows.map(({ recordKey }) => recordKey)
}
