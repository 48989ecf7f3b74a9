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
      SELECT endpoint_id, max(received_at) AS at FROM events
      WHERE organization_id = ${organizationId}::uuid AND id = ANY(${eventIds}::uuid[]) AND source = 'webhook'
        AND type <> ${TEST_EVENT}
      GROUP BY endpoint_id
    ), behind AS (
      SELECT p.id, newest.at FROM endpoints p JOIN newest ON newest.endpoint_id = p.id
      WHERE p.organization_id = ${organizationId}::uuid
        AND (p.last_event_at IS NULL OR newest.at > p.last_event_at + ${COALESCED}::interval)
      FOR NO KEY UPDATE OF p SKIP LOCKED
    )
    UPDATE endpoints p SET last_event_at = behind.at FROM behind
    WHERE p.organization_id = ${organizationId}::uuid AND p.id = behind.id`
