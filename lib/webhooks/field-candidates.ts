import { transaction } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { EventConditions } from './event-page-store'
import { listCandidates } from './field-candidate-store'

/**
 * A value that more events have is common: a walk through the newest events finds a page of them soon. Measured: 5,000 ids
 * cost twice as much as the walk.
 */
const RARE_MAX = 2_000

/**
 * The same conditions, with a rare payload field replaced by the ids of the events that have it. In one statement with
 * the rest PostgreSQL takes a rare value for a common one, and walks through all events to find it: measured among
 * 100,000, a value that nothing has took 360 ms.
 */
export async function byCandidates(
  organizationId: OrganizationId,
  conditions: EventConditions,
): Promise<EventConditions> {
  const { fieldKeys, ...others } = conditions
  if (!fieldKeys) return conditions
  const ids = await transaction((tx) => listCandidates(organizationId, tx, fieldKeys, RARE_MAX + 1))
  return ids.length > RARE_MAX ? conditions : { ...others, ids }
}
