import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'

export interface FlaggedItemRow {
  id: string
  recordKey: string
  state: 'open' | 'resolved'
  /** Of the newest resolution that still stands or was the last to stand; null = never resolved. */
  lastResolvedAt: Date | null
  flaggedAt: Date
  flagReason: string | null
  openedAt: Date
  returned: boolean
  flagCount: number
}

/**
 * The items of these records, locked until the transaction ends: a resolve waits for the flag, or the flag for it. After
 * such a wait the row is read anew but the sub-select is not, so the row's own `resolved_at` counts beside the history.
 */
export const lockItems = (organizationId: OrganizationId, tx: Tx, recordKeys: string[]) =>
  tx.$queryRaw<FlaggedItemRow[]>`
    SELECT i.id, i.record_key AS "recordKey", i.state::text AS state, i.flagged_at AS "flaggedAt",
      i.flag_reason AS "flagReason", i.opened_at AS "openedAt", i.returned, i.flag_count AS "flagCount",
      greatest(i.resolved_at, (SELECT max(r.at) FROM resolutions r WHERE r.organization_id = i.organization_id AND r.review_item_id = i.id)) AS "lastResolvedAt"
    FROM review_items i
    WHERE i.organization_id = ${organizationId}::uuid AND i.record_key = ANY(${recordKeys})
    ORDER BY i.id FOR UPDATE OF i`

/** Which of these events are flags already: the rest are news. */
export async function knownFlags(organizationId: OrganizationId, tx: Tx, eventIds: string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ eventId: string }[]>`
    SELECT event_id AS "eventId" FROM flags
    WHERE organization_id = ${organizationId}::uuid AND event_id = ANY(${eventIds}::uuid[])`
  return new Set(rows.map((row) => row.eventId))
}

export async function insertItem(organizationId: OrganizationId, tx: Tx, row: FlaggedItemRow) {
  const { lastResolvedAt: _, ...data } = row
  await tx.reviewItem.create({ data: { organizationId, ...data } })
}

/** Brings a locked item to `row`. The version rises, so that a resolve by someone who has not seen the flag is refused. */
export async function updateFlaggedItem(organizationId: OrganizationId, tx: Tx, row: FlaggedItemRow) {
  await tx.$executeRaw`
    UPDATE review_items SET state = ${row.state}::review_state, flag_count = ${row.flagCount}, flagged_at = ${row.flaggedAt},
      flag_reason = ${row.flagReason}, opened_at = ${row.openedAt}, returned = ${row.returned}, version = version + 1,
      resolved_at = CASE WHEN ${row.state} = 'resolved' THEN resolved_at END,
      resolution_id = CASE WHEN ${row.state} = 'resolved' THEN resolution_id END
    WHERE organization_id = ${organizationId}::uuid AND id = ${row.id}::uuid`
}

export async function insertFlags(
  organizationId: OrganizationId,
  tx: Tx,
  flags: { id: string; reviewItemId: string; eventId: string; flaggedAt: Date; reason: string | null }[],
) {
  await tx.flag.createMany({ data: flags.map((flag) => ({ organizationId, ...flag })) })
}
