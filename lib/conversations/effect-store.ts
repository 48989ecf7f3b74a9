import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'

/** What a flag made of a review item, as the trail tells it. */
export interface ReviewEffect {
  itemId: string
  action: 'item-opened' | 'item-returned' | 'item-flagged-again'
}

export async function findReviewEffect(
  organizationId: OrganizationId,
  recordKey: string,
  eventId: string,
): Promise<ReviewEffect | null> {
  const rows = await db().$queryRaw<ReviewEffect[]>`
    SELECT i.id AS "itemId", a.action FROM review_items i
    JOIN audit_entries a ON a.organization_id = i.organization_id AND a.subject_type = 'review-item' AND a.subject_id = i.id::text
    WHERE i.organization_id = ${organizationId}::uuid AND i.record_key = ${recordKey}
      AND a.action IN ('item-opened', 'item-returned', 'item-flagged-again') AND a.facts -> 'eventIds' ? ${eventId}
    ORDER BY a.id LIMIT 1`
  return rows[0] ?? null
}
