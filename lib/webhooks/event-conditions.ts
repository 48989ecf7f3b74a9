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
export function timeRange(filter: Pick<DeliveryFilter, 'within' | 'from' | 'to'>, now: Date) {
  const since = sinceOf(filter, now)
  return {
    from: since && firstIdOf(since.getTime()),
    to: filter.to === undefined ? undefined : firstIdOf(Date.parse(filter.to)),
  }
}

/** When the range of time begins; undefined = with the first event. */
export function sinceOf({ within, from }: Pick<DeliveryFilter, 'within' | 'from'>, now: Date): Date | undefined {
  const beginnings = [
    ...(from ? [Date.parse(from)] : []),
    ...(within ? [now.getTime() - timeSpans[within] * HOUR_MS] : []),
  ]
  return beginnings.length > 0 ? new Date(Math.max(...beginnings)) : undefined
}

/** No id of this millisecond or of a later one sorts before it. */
function firstIdOf(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}
