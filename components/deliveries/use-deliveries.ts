'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { type DeliveryFilters, deliveryListOptions } from '@/lib/webhooks/client'
import type { DeliveryFilter } from '@/lib/webhooks/delivery-filter'
import { fieldSearchText, parseFieldSearch } from '@/lib/webhooks/field-search'
import type { DeliveryRow, deliveryTabs } from '@/lib/webhooks/schema'
import { useSteadyRows } from '../list/use-steady-rows'
import { filterParsers, toFilter, toState } from './delivery-filters'
import { setFieldSearch, useFieldSearch } from './field-memory'

// Ids are made in the order of arrival, and sort so.
const order = { key: (row: DeliveryRow) => row.id, rank: (row: DeliveryRow) => row.id }

/**
 * The filters of the address, and the payload field, which stands in none. A search replaces its entry in the history; a
 * chosen filter makes one, for Back.
 */
export function useDeliveryFilters() {
  const [state, setState] = useQueryStates(filterParsers)
  const remembered = useFieldSearch()
  const filter = toFilter(state)
  const field = filter.tab === 'received' ? remembered : null
  const show = (next: DeliveryFilters) => {
    setFieldSearch(next.field)
    void setState(toState(next.filter), { history: 'push' })
  }
  return {
    filters: { filter, field },
    show,
    choose: (part: Partial<DeliveryFilter>) => show({ filter: { ...filter, ...part }, field }),
    /** As typed: a record, a type, or `path = value`. */
    searched: field ? fieldSearchText(field) : (filter.q ?? ''),
    search: (text: string) => {
      const typed = parseFieldSearch(text)
      setFieldSearch(typed)
      void setState({ q: typed ? null : text || null })
    },
    showTab: (tab: (typeof deliveryTabs)[number]) => show({ filter: { tab }, field: null }),
    clear: () => show({ filter: { tab: filter.tab }, field: null }),
  }
}

/** Something is left out. */
export const isFiltered = ({ filter: { tab: _, ...conditions }, field }: DeliveryFilters) =>
  field !== null || Object.values(conditions).some((value) => value !== undefined)

/** The list under these filters, steady while `held`. */
export function useDeliveries(filters: DeliveryFilters, held: boolean) {
  const query = useInfiniteQuery({ ...deliveryListOptions(filters), placeholderData: keepPreviousData })
  const { data, isPlaceholderData, hasNextPage } = query
  const rows = isPlaceholderData ? undefined : data?.pages.flatMap((page) => page.rows)
  const view = JSON.stringify(filters)
  return { query, ...useSteadyRows({ view, rows, complete: !hasNextPage }, order, held) }
}
