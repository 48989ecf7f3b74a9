import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { DeliveryFacets } from './schema'

/** Among so many of the newest events types are looked for: reading all of them for a menu is not worth it. */
const LOOKED_AT = 20_000

/** What the deliveries' filter offers. */
export async function deliveryFacetsOf(organizationId: OrganizationId): Promise<DeliveryFacets> {
  const [types, endpoints] = await Promise.all([
    db().$queryRaw<{ type: string }[]>`
      SELECT DISTINCT type FROM (
        SELECT type FROM events WHERE organization_id = ${organizationId}::uuid ORDER BY id DESC LIMIT ${LOOKED_AT}
      ) newest ORDER BY type LIMIT 100`,
    db().endpoint.findMany({
      where: { organizationId },
      select: { id: true, name: true, retiredAt: true },
      orderBy: { id: 'asc' },
    }),
  ])
  return {
    types: types.map(({ type }) => type),
    endpoints: endpoints.map(({ retiredAt, ...endpoint }) => ({ ...endpoint, retired: retiredAt !== null })),
  }
}
