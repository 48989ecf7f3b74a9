import { transaction } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import type { OrganizationId } from '@/lib/platform/tenant'
import { payloadFields } from '@/lib/popp/payload-fields'
import { bodyKeys } from './field-keys'
import { type FieldSearch, hasField } from './field-search'
import { lockUnindexed, markIndexed, readBodies, writeEventKeys } from './field-store'

/** Bodies are up to 1 MiB: so many are in memory at a time. */
const AT_ONCE = 50
const BODIES_AT_ONCE = 20

/**
 * Makes events findable by their payload fields that are not made so by being applied: quarantined and dead ones, those
 * without a record, and all that are older than the search. Several workers take different ones.
 * @returns true when there may be more
 */
export async function indexEvents(): Promise<boolean> {
  const events = await indexBatch()
  // Who is looking for one of them just now sees it.
  for (const organizationId of new Set(events.map((event) => event.organizationId)))
    publish(organizationId, 'deliveries')
  return events.length === AT_ONCE
}

const indexBatch = () =>
  transaction(async (tx) => {
    const events = await lockUnindexed(tx, AT_ONCE)
    const byOrganization = new Map<OrganizationId, typeof events>()
    for (const event of events)
      byOrganization.set(event.organizationId, [...(byOrganization.get(event.organizationId) ?? []), event])
    for (const [organizationId, own] of byOrganization) {
      const keyed = own.map(({ eventId, body }) => ({ eventId, keys: bodyKeys(organizationId, body) }))
      await writeEventKeys(organizationId, tx, keyed)
      await markIndexed(
        organizationId,
        tx,
        own.map(({ eventId }) => eventId),
      )
    }
    return events
  })

/** Of these events, those that have the field by their own bytes. */
export async function eventsWithField(organizationId: OrganizationId, ids: string[], field: FieldSearch) {
  const sure = new Set<string>()
  for (let at = 0; at < ids.length; at += BODIES_AT_ONCE)
    for (const { id, body } of await readBodies(organizationId, ids.slice(at, at + BODIES_AT_ONCE)))
      if (hasField(payloadFields(body), field)) sure.add(id)
  return sure
}
