import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { Resolved } from './domain'

/** The decisions that stand, by record, and when Popp was told to go on after them. */
export async function readResolutions(organizationId: OrganizationId, tx: Tx, recordKeys: string[]) {
  const rows = await tx.$queryRaw<(Resolved & { recordKey: string })[]>`
    SELECT i.record_key AS "recordKey", i.resolved_at AS at, (
        SELECT max(o.finished_at) FROM outward_calls o
        WHERE o.organization_id = i.organization_id AND o.record_key = i.record_key AND o.kind = 'hand-back'
          AND o.state = 'done' AND o.finished_at >= i.resolved_at
      ) AS "handedBackAt"
    FROM review_items i
    WHERE i.organization_id = ${organizationId}::uuid AND i.record_key = ANY(${recordKeys})
      AND i.state = 'resolved' AND i.resolved_at IS NOT NULL`
  return new Map<string, Resolved>(rows.map(({ recordKey, at, handedBackAt }) => [recordKey, { at, handedBackAt }]))
}
