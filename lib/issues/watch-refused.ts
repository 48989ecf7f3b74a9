import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { Failure } from './raise-store'
import { causeAt } from './schema'
import { countQuarantined, countRefused, type Quarantined, type Refused } from './watch-refused-store'

const SIGNATURE = new Set<Refused['cause']>(['missing-signature', 'malformed-signature', 'wrong-signature'])

/** What was refused or quarantined and not counted before, as failures: one per endpoint and cause. Counts it. */
export async function failuresOfRefused(organizationId: OrganizationId, tx: Tx): Promise<Failure[]> {
  const refused = await countRefused(organizationId, tx)
  const quarantined = await countQuarantined(organizationId, tx)
  return [...refused.map(refusedFailure), ...quarantined.map(foreignFailure)]
}

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
