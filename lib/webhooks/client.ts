import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { SEARCH_HEADER } from '@/lib/platform/http/search-header'
import { type DeliveryFilter, filterParams } from './delivery-filter'
import { type FieldSearch, fieldSearchText } from './field-search'
import { deliveryBody, deliveryCount, deliveryFacets, deliveryPage } from './schema'
import { explainedDelivery } from './schema-explanation'

/** What the list shows. `field` stands in no address. */
export interface DeliveryFilters {
  filter: DeliveryFilter
  field: FieldSearch | null
}

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
      fetchJson(deliveryPage, `/api/deliveries?${paramsOf(filters, pageParam)}`, {
        signal,
        headers: headersOf(filters),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** One event with all its copies, or one rejected request, explained; a 404 problem when unknown or another organization's. */
export const deliveryOptions = (id: string) =>
  queryOptions({
    queryKey: deliveryKeys.detail(id),
    queryFn: ({ signal }) => fetchJson(explainedDelivery, `/api/deliveries/${encodeURIComponent(id)}`, { signal }),
  })

/** Fetched when it is asked for, and forgotten when it is no longer shown. No change of the list makes it stale. */
export const deliveryBodyOptions = (id: string) =>
  queryOptions({
    queryKey: ['delivery-bodies', id] as const,
    queryFn: ({ signal }) => fetchJson(deliveryBody, `/api/deliveries/${encodeURIComponent(id)}/body`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** How many match, loaded or not. */
export const deliveryCountOptions = (filters: DeliveryFilters) =>
  queryOptions({
    queryKey: ['deliveries', 'count', filters] as const,
    queryFn: ({ signal }) =>
      fetchJson(deliveryCount, `/api/deliveries/count?${filterParams(filters.filter)}`, {
        signal,
        headers: headersOf(filters),
      }),
  })

const headersOf = ({ field }: DeliveryFilters): Record<string, string> =>
  field ? { [SEARCH_HEADER]: encodeURIComponent(fieldSearchText(field)) } : {}

function paramsOf({ filter }: DeliveryFilters, cursor: string | null): URLSearchParams {
  const params = filterParams(filter)
  params.set('limit', String(DELIVERY_PAGE_SIZE))
  if (cursor) params.set('cursor', cursor)
  return params
}

/** What the filter offers. */
export const deliveryFacetsOptions = () =>
  queryOptions({
    queryKey: ['delivery-facets'] as const,
    queryFn: ({ signal }) => fetchJson(deliveryFacets, '/api/deliveries/facets', { signal }),
    staleTime: 60_000,
  })
