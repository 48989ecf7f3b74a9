import type { DeliveryFilters } from '@/lib/webhooks/client'
import type { DeliveryFilter, TimeSpan } from '@/lib/webhooks/delivery-filter'
import { fieldSearchText } from '@/lib/webhooks/field-search'
import type { EventSource } from '@/lib/webhooks/schema'
import { rejectionWords } from '@/lib/webhooks/words'
import type { FilterChip } from '../list/filter-chips'
import { shownType, stateWords } from './delivery-words'

export const spanWords: Record<TimeSpan, string> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
}

export const sourceWords: Record<EventSource, string> = {
  webhook: 'Sent by Popp',
  recovered: 'Recovered',
  details: 'Asked for details',
}

type Words = { [Name in keyof DeliveryFilter]-?: (value: NonNullable<DeliveryFilter[Name]>) => string }

/** What only the screen knows: names of endpoints, and the reader's time zone. */
interface Spoken {
  endpointName: (id: string) => string | undefined
  time: (iso: string) => string
}

const words = ({ endpointName, time }: Spoken): Omit<Words, 'tab' | 'q' | 'type'> => ({
  state: (state) => stateWords[state],
  source: (source) => sourceWords[source],
  copies: () => 'Sent more than once',
  unsigned: () => 'Unsigned',
  error: (text) => `Error: “${text}”`,
  endpoint: (id) => `Endpoint: ${endpointName(id) ?? 'another one'}`,
  within: (span) => spanWords[span],
  from: (iso) => `From ${time(iso)}`,
  to: (iso) => `Before ${time(iso)}`,
  cause: (cause) => rejectionWords[cause],
  status: (status) => `Answered ${status}`,
})

/** What is set besides the search, each part in words and with a way to take it away. */
export function filterChips({ filter, field }: DeliveryFilters, spoken: Spoken): FilterChip<DeliveryFilters>[] {
  const types = filter.type ?? []
  const ofTypes = types.map((type) => {
    const left = types.filter((other) => other !== type)
    return {
      words: shownType(type),
      without: { field, filter: { ...filter, type: left.length > 0 ? left : undefined } },
    }
  })
  const others = Object.entries(words(spoken)).flatMap(([name, say]) => {
    const value = filter[name as keyof DeliveryFilter]
    if (value === undefined) return []
    const without = { field, filter: { ...filter, [name]: undefined } }
    return [{ words: (say as (value: unknown) => string)(value), without }]
  })
  const ofField = field ? [{ words: fieldSearchText(field), without: { filter, field: null } }] : []
  return [...ofTypes, ...others, ...ofField]
}
