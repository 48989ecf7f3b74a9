'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { inboxFacetsOptions } from '@/lib/reviews/client'
import { type InboxFilter, type InboxSort, type InboxView, isFiltered, withoutConditions } from '@/lib/reviews/filter'
import { FilterChips } from '../list/filter-chips'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { formatCount } from '../ui/format-count'
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover'
import { Select } from '../ui/select'
import { FilterForm } from './filter-form'
import { filterChips, sortWords } from './filter-words'
import { ViewsMenu } from './views-menu'

type FilterBarProps = {
  view: InboxView
  /** How many the filter finds; null = nothing is filtered, or not known yet. */
  matching: number | null
  memberId: string
  setView: (view: InboxView) => void
  /** At the line's beginning: what selects the whole list. */
  leading?: ReactNode
  /** While something is selected: what can be done to it, in place of the rest of the line. */
  instead?: ReactNode
}

/** What of the tab is shown, and in which order. What is set is in sight, so that nobody takes a part for the whole. */
export function FilterBar({ view, matching, memberId, setView, leading, instead }: FilterBarProps) {
  const { tab, filter } = view
  const client = useQueryClient()
  const filtered = isFiltered(filter)
  const setFilter = (next: InboxFilter) => setView({ tab, filter: next })
  // Only for a holder's name: the address knows the id.
  const facets = useQuery({ ...inboxFacetsOptions(tab), enabled: filter.holder !== undefined }).data
  const chips = filterChips(filter, (id) => facets?.holders.find(({ memberId }) => memberId === id)?.name)
  return (
    <search aria-label="Filter of the inbox" className="border-b px-4 py-1.5">
      <div className="flex items-center gap-1">
        {leading}
        {instead || (
          <>
            <Popover>
              <PopoverTrigger asChild>
                <Button
                  variant="ghost"
                  size="sm"
                  onPointerEnter={() => void client.prefetchQuery(inboxFacetsOptions(tab))}
                  className={cn(!leading && '-ml-2', filtered && 'font-medium text-accent-text')}
                >
                  <ListFilter aria-hidden />
                  Filter{filtered && ` · ${chips.length}`}
                </Button>
              </PopoverTrigger>
              <PopoverContent label="Filter" align="start">
                <FilterForm view={view} memberId={memberId} setFilter={setFilter} />
                <p role="status" className="border-t px-3 py-2 text-muted text-xs">
                  {matchingWords(filtered, matching)}
                </p>
              </PopoverContent>
            </Popover>
            <ViewsMenu view={view} setView={setView} />
            <OrderSelect view={view} setFilter={setFilter} />
          </>
        )}
      </div>
      {chips.length > 0 && (
        <FilterChips
          chips={chips}
          matching={matching}
          setFilter={setFilter}
          onClear={() => setFilter(withoutConditions(filter))}
        />
      )}
    </search>
  )
}

function matchingWords(filtered: boolean, matching: number | null): string {
  if (!filtered) return 'Nothing is left out.'
  if (matching === null) return 'Looking…'
  return matching === 1 ? '1 item matches.' : `${formatCount(matching)} items match.`
}

function OrderSelect({
  view: { tab, filter },
  setFilter,
}: {
  view: InboxView
  setFilter: (filter: InboxFilter) => void
}) {
  const words = sortWords(tab)
  // "Newest" among the resolved is their own order.
  const value = filter.sort && words[filter.sort] ? filter.sort : 'due'
  const choose = (sort: InboxSort) => setFilter({ ...filter, sort: sort === 'due' ? undefined : sort })
  return (
    <Select
      aria-label="Order"
      value={value}
      onChange={(event) => choose(event.target.value as InboxSort)}
      className="ml-auto w-36 shrink-0 [&_select]:h-7 [&_select]:border-transparent [&_select]:text-muted [&_select]:text-xs"
    >
      {Object.entries(words).map(([sort, word]) => (
        <option key={sort} value={sort}>
          {word}
        </option>
      ))}
    </Select>
  )
}
