import type { OrganizationId } from '@/lib/platform/tenant'
import { storableText } from '@/lib/popp/envelope'
import { TYPE_MAX } from '@/lib/popp/limits'
import { type DeliveryFilter, timeSpans } from './delivery-filter'
import type { EventConditions } from './event-page-store'
import { searchKeys } from './field-keys'
import type { FieldSearch } from './field-search'
import { eventSearch } from './search'

const HOUR_MS = 3_600_000

/** What a filter of the deliveries screen asks of events. */
export function eventConditions(
  organizationId: OrganizationId,
  filter: DeliveryFilter,
  field: FieldSearch | null,
  now: Date,
): EventConditions {
  return {
    ...timeRange(filter, now),
    search: eventSearch(filter.q),
    types: filter.type?.map((type) => storableText(type, TYPE_MAX)),
    state: filter.state,
    source: filter.source,
    endpointId: filter.endpoint,
    copies: filter.copies,
    unsigned: filter.unsigned,
    error: filter.error === undefined ? undefined : storableText(filter.error, TYPE_MAX),
    fieldKeys: field ? searchKeys(organizationId, field) : undefined,
  }
}

/** The range of ids that were made in a range of time. */
export function timeRange({ within, from, to }: Pick<DeliveryFilter, 'within' | 'from' | 'to'>, now: Date) {
  const since = [...(from ? [Date.parse(from)] : []), ...(within ? [now.getTime() - timeSpans[within] * HOUR_MS] : [])]
  return {
    from: since.length > 0 ? firstIdOf(Math.max(...since)) : undefined,
    to: to ? firstIdOf(Date.parse(to)) : undefined,
  }
}

/** No id of this millisecond or of a later one sorts before it. */
function firstIdOf(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}
