import type { OrganizationId } from '@/lib/platform/tenant'
import type { Failure } from './raise-store'
import { causeAt } from './schema'
import { listQuarantined, listRefused, type Quarantined, type Refused } from './watch-refused-store'

const SIGNATURE = new Set<Refused['cause']>(['missing-signature', 'malformed-signature', 'wrong-signature'])

/** How far the watch has looked: ids of a delivery and of an event. */
export interface Looked {
  rejected: string
  quarantined: string
}

/**
 * What was refused or quarantined since the last look, as failures: one per endpoint and cause. A look ends at `upTo`, and
 * the next one begins at the newest row that was seen, not at the time of the look: a web process whose clock is behind
 * is overlooked neither.
 */
export async function lookAtRefused(organizationId: OrganizationId, looked: Looked, upTo: string) {
  const [refused, quarantined] = await Promise.all([
    listRefused(organizationId, { after: looked.rejected, upTo }),
    listQuarantined(organizationId, { after: looked.quarantined, upTo }),
  ])
  return {
    failures: [...refused.map(refusedFailure), ...quarantined.map(foreignFailure)],
    looked: { rejected: newest(looked.rejected, refused), quarantined: newest(looked.quarantined, quarantined) },
  }
}

const newest = (before: string, rows: readonly { newestId: string }[]) =>
  [before, ...rows.map(({ newestId }) => newestId)].sort().at(-1)!

const refusedFailure = ({ endpointId, cause, count, newestId, newestAt }: Refused): Failure => ({
  kind: SIGNATURE.has(cause) ? 'signature' : 'schema',
  cause: causeAt(cause, endpointId),
  ...{ endpointId, count, at: newestAt, facts: { deliveryId: newestId } },
})

const foreignFailure = ({ endpointId, count, newestId, newestAt }: Quarantined): Failure => ({
  kind: 'foreign',
  cause: causeAt('other-organization', endpointId),
  ...{ endpointId, count, at: newestAt, facts: { eventId: newestId } },
})
