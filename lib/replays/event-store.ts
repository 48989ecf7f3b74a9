import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { type EventConditions, eventPage } from '@/lib/webhooks/event-page-store'
import type { WorkState } from '@/lib/webhooks/schema'

export interface ReplayEvent {
  id: string
  recordKey: string | null
  state: WorkState
}

/** The next events that match, newest first. */
export const listReplayEvents = (
  organizationId: OrganizationId,
  conditions: EventConditions,
  after: string | null,
  limit: number,
) =>
  db().$queryRaw<ReplayEvent[]>`
    SELECT e.id, e.record_key AS "recordKey", w.state::text AS state
    FROM ${eventPage(organizationId, conditions, { after, limit })} matching
    JOIN events e ON e.organization_id = matching.organization_id AND e.id = matching.id
    JOIN event_work w ON w.organization_id = e.organization_id AND w.event_id = e.id
    ORDER BY e.id DESC`
