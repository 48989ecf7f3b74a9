'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { deliveryListOptions } from '@/lib/webhooks/client'
import type { DeliveryRow, deliveryTabs } from '@/lib/webhooks/schema'
import { useSteadyRows } from '../list/use-steady-rows'
import { filterParsers, toFilters } from './delivery-filters'

// Ids are made in the order of arrival, and sort so.
const order = { key: (row: DeliveryRow) => row.id, rank: (row: DeliveryRow) => row.id }

/** The filters of the address. A search replaces its entry in the history; a chosen filter makes one, for Back. */
export function useDeliveryFilters() {
  const [state, setState] = useQueryStates(filterParsers)
  const choose = (part: Partial<{ [Name in keyof typeof state]: (typeof state)[Name] | null }>) =>
    void setState(part, { history: 'push' })
  return {
    state,
    filters: toFilters(state),
    choose,
    search: (q: string) => void setState({ q: q || null }),
    showTab: (tab: (typeof deliveryTabs)[number]) => choose({ tab, q: null, state: null, cause: null }),
    clear: () => choose({ q: null, state: null, cause: null }),
  }
}

/** The list under these filters, steady while `held`. */
export function useDeliveries(filters: ReturnType<typeof toFilters>, held: boolean) {
  const query = useInfiniteQuery({ ...deliveryListOptions(filters), placeholderData: keepPreviousData })
  const { data, isPlaceholderData, hasNextPage } = query
  const rows = isPlaceholderData ? undefined : data?.pages.flatMap((page) => page.rows)
  const view = JSON.stringify(filters)
  return { query, ...useSteadyRows({ view, rows, complete: !hasNextPage }, order, held) }
}
