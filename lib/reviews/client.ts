import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { pageAsExpected } from './client-answers'
import { noteServerTime } from './client-clock'
import { asExpected, isAnyRunning } from './client-running'
import { type InboxView, viewSearch } from './filter'
import { type InboxCounts, type InboxTab, inboxFacets, inboxPage, reviewItemDetail } from './schema'

/** As many as one answer may hold: most queues are seen whole. */
export const INBOX_PAGE_SIZE = 100

export const reviewKeys = {
  all: ['review-items'] as const,
  lists: ['review-items', 'list'] as const,
  /** `search`: the view as its address has it, the same text for the same view. */
  list: (view: InboxView) => ['review-items', 'list', { tab: view.tab, search: viewSearch(view) }] as const,
  facets: (tab: InboxTab) => ['review-item-facets', tab] as const,
  detail: (id: string) => ['review-items', 'detail', id] as const,
  counts: ['review-items', 'counts'] as const,
}

/** A view of the inbox, page after page. On the server, spread it and replace `queryFn` by the service's call. */
export const inboxListOptions = (view: InboxView) =>
  infiniteQueryOptions({
    queryKey: reviewKeys.list(view),
    queryFn: async ({ client, pageParam, signal }) => {
      const page = await fetchJson(inboxPage, inboxUrl(view, INBOX_PAGE_SIZE, pageParam), { signal })
      return pageAsExpected(client, view.tab, page)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

const WHOLE: InboxView = { tab: 'open', filter: {} }

/** What the tabs and the navigation say, on every screen. */
export const inboxCountsOptions = () =>
  queryOptions({
    queryKey: reviewKeys.counts,
    queryFn: async ({ client, signal }) => {
      const { counts } = await fetchJson(inboxPage, inboxUrl(WHOLE, 1, null), { signal })
      // They do not say which commands they know of: while any is under way they stand, and are asked for once it is over.
      return (isAnyRunning(client) && client.getQueryData<InboxCounts>(reviewKeys.counts)) || counts
    },
  })

/** One item with its conversation; a 404 problem when unknown or another organization's. */
export const reviewItemOptions = (id: string) =>
  queryOptions({
    queryKey: reviewKeys.detail(id),
    queryFn: ({ client, signal }) => fetchReviewItem(client, id, signal),
  })

export async function fetchReviewItem(client: QueryClient, id: string, signal: AbortSignal) {
  const detail = await fetchJson(reviewItemDetail, reviewItemUrl(id), { signal })
  noteServerTime(detail.now)
  return { ...detail, item: asExpected(client, detail.item) }
}

export const reviewItemUrl = (id: string) => `/api/review-items/${encodeURIComponent(id)}`

/** What there is to filter a tab by. Looked up when somebody wants to filter: no change of an item makes it stale. */
export const inboxFacetsOptions = (tab: InboxTab) =>
  queryOptions({
    queryKey: reviewKeys.facets(tab),
    queryFn: ({ signal }) => fetchJson(inboxFacets, `/api/review-items/facets?tab=${tab}`, { signal }),
  })

function inboxUrl(view: InboxView, limit: number, cursor: string | null): string {
  const search = new URLSearchParams(viewSearch(view))
  search.set('limit', String(limit))
  if (cursor) search.set('cursor', cursor)
  return `/api/review-items?${search}`
}
