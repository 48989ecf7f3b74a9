import { asked } from '@/lib/platform/asked'
import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { TEST_EVENT } from './domain'

/** Under load an endpoint's row is written this often, not with each event. */
const COALESCED = '1 second'

/**
 * Notes when Popp last spoke at the endpoints of these events; our own test deliveries are none of its words. A row that somebody else is writing is passed over: the next event
 * says it again.
 */
export const markHeard = (organizationId: OrganizationId, tx: Tx, eventIds: string[]) =>
  tx.$executeRaw`
    WITH newest AS (
      SELECT e.endpoint_id, max(e.received_at) AS at FROM ${asked(organizationId, eventIds, 'uuid')}
      JOIN events e ON e.organization_id = asked.organization_id AND e.id = asked.key
      WHERE e.source = 'webhook' AND e.type <> ${TEST_EVENT}
      GROUP BY e.endpoint_id
    ), behind AS (
      SELECT p.id, newest.at FROM endpoints p JOIN newest ON newest.endpoint_id = p.id
      WHERE p.organization_id = ${organizationId}::uuid
        AND (p.last_event_at IS NULL OR newest.at > p.last_event_at + ${COALESCED}::interval)
      FOR NO KEY UPDATE OF p SKIP LOCKED
    )
    UPDATE endpoints p SET last_event_at = behind.at FROM behind
    WHERE p.organization_id = ${organizationId}::uuid AND p.id = behind.id`
