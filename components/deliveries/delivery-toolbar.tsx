'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { deliveryFacetsOptions } from '@/lib/webhooks/client'
import { FilterChips } from '../list/filter-chips'
import { SearchBox } from '../list/search-box'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { formatExact } from '../ui/format-relative'
import { useHydrated } from '../ui/now'
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover'
import { DeliveryFilterForm } from './filter-form'
import { filterChips } from './filter-words'
import { isFiltered, type useDeliveryFilters } from './use-deliveries'

type DeliveryToolbarProps = {
  filtering: ReturnType<typeof useDeliveryFilters>
  /** At the line's end. */
  trailing?: ReactNode
}

/** What of the tab is shown. What is set is in sight, so that nobody takes a part for the whole. */
export function DeliveryToolbar({ filtering, trailing }: DeliveryToolbarProps) {
  const { filters, searched, search, show, clear } = filtering
  const client = useQueryClient()
  const hydrated = useHydrated()
  // Only for an endpoint's name: the address knows the id.
  const facets = useQuery({ ...deliveryFacetsOptions(), enabled: filters.filter.endpoint !== undefined }).data
  const chips = filterChips(filters, {
    endpointName: (id) => facets?.endpoints.find((endpoint) => endpoint.id === id)?.name,
    time: (iso) => (hydrated ? formatExact(iso) : iso),
  })
  return (
    <search aria-label="Filter of the deliveries" className="px-4 pb-3 sm:pb-2">
      <div className="flex flex-wrap items-center gap-2">
        {filters.filter.tab === 'received' && (
          <SearchBox
            label="Search by record id, event, or payload field"
            placeholder="Record id, event, or data.externalId = …"
            value={searched}
            onSearch={search}
            className="min-w-0 flex-1 sm:max-w-96 sm:basis-72"
          />
        )}
        <Popover>
          <PopoverTrigger asChild>
            <Button
              onPointerEnter={() => void client.prefetchQuery(deliveryFacetsOptions())}
              className={cn(chips.length > 0 && 'font-medium text-accent-text')}
            >
              <ListFilter aria-hidden />
              Filter{chips.length > 0 && ` · ${chips.length}`}
            </Button>
          </PopoverTrigger>
          <PopoverContent label="Filter" align="start">
            <DeliveryFilterForm filtering={filtering} />
          </PopoverContent>
        </Popover>
        {trailing}
      </div>
      {isFiltered(filters) && chips.length > 0 && (
        <FilterChips chips={chips} matching={null} setFilter={show} onClear={clear} />
      )}
    </search>
  )
}
