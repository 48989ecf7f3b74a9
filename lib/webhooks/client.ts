import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { type DeliveryQuery, deliveryBody, deliveryDetail, deliveryPage } from './schema'

export type DeliveryFilters = Omit<DeliveryQuery, 'cursor' | 'limit'>

export const DELIVERY_PAGE_SIZE = 50

export const deliveryKeys = {
  all: ['deliveries'] as const,
  detail: (id: string) => ['deliveries', 'detail', id] as const,
}

/** What arrived, page after page. On the server, spread it and replace `queryFn` by the service's call. */
export const deliveryListOptions = (filters: DeliveryFilters) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', 'list', filters] as const,
    queryFn: ({ pageParam, signal }) =>
      fetchJson(deliveryPage, `/api/deliveries?${searchOf(filters, pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** One event with all its copies, or one rejected request; a 404 problem when unknown or another organization's. */
export const deliveryOptions = (id: string) =>
  queryOptions({
    queryKey: deliveryKeys.detail(id),
    queryFn: ({ signal }) => fetchJson(deliveryDetail, `/api/deliveries/${encodeURIComponent(id)}`, { signal }),
  })

/** Fetched when it is asked for, and forgotten when it is no longer shown. No change of the list makes it stale. */
export const deliveryBodyOptions = (id: string) =>
  queryOptions({
    queryKey: ['delivery-bodies', id] as const,
    queryFn: ({ signal }) => fetchJson(deliveryBody, `/api/deliveries/${encodeURIComponent(id)}/body`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

function searchOf(filters: DeliveryFilters, cursor: string | null): URLSearchParams {
  const search = new URLSearchParams({ limit: String(DELIVERY_PAGE_SIZE) })
  for (const [name, value] of Object.entries(filters)) if (value) search.set(name, value)
  if (cursor) search.set('cursor', cursor)
  return search
}
