'use client'
import type { RejectionCause } from '@/lib/webhooks/schema'
import { FilterSelect } from '../list/filter-select'
import { ListToolbar } from '../list/list-toolbar'
import { SearchBox } from '../list/search-box'
import { causeWords, stateWords } from './delivery-words'
import type { useDeliveryFilters } from './use-deliveries'

const causeTitles = Object.fromEntries(
  Object.entries(causeWords).map(([cause, { title }]) => [cause, title]),
) as Record<RejectionCause, string>

/** A rejected request has no record, no type and no state: it is looked for by its cause. */
export function DeliveryToolbar({ state, filters, choose, search, clear }: ReturnType<typeof useDeliveryFilters>) {
  const clearing = filters.q || filters.state ? clear : undefined
  if (filters.tab === 'rejected')
    return (
      <ListToolbar
        search={
          <FilterSelect
            label="Cause"
            any="Any cause"
            words={causeTitles}
            value={state.cause}
            onChange={(cause) => choose({ cause })}
          />
        }
        set={0}
        onClear={clearing}
      />
    )
  return (
    <ListToolbar
      search={
        <SearchBox
          label="Search by record id or event"
          placeholder="Record id or event"
          value={filters.q ?? ''}
          onSearch={search}
        />
      }
      set={filters.state ? 1 : 0}
      onClear={clearing}
      filters={
        <FilterSelect
          label="State"
          any="Any state"
          words={stateWords}
          value={state.state}
          onChange={(chosen) => choose({ state: chosen })}
        />
      }
    />
  )
}
