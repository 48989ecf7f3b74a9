import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { noteServerTime } from './client-clock'
import { type InboxTab, inboxPage, reviewItemDetail } from './schema'

/** As many as one answer may hold: most queues are seen whole. */
export const INBOX_PAGE_SIZE = 100

export const reviewKeys = {
  all: ['review-items'] as const,
  lists: ['review-items', 'list'] as const,
  list: (tab: InboxTab) => ['review-items', 'list', { tab }] as const,
  detail: (id: string) => ['review-items', 'detail', id] as const,
  counts: ['review-items', 'counts'] as const,
}

/** One tab of the inbox, page after page. On the server, spread it and replace `queryFn` by the service's call. */
export const inboxListOptions = (tab: InboxTab) =>
  infiniteQueryOptions({
    queryKey: reviewKeys.list(tab),
    queryFn: ({ pageParam, signal }) => fetchJson(inboxPage, inboxUrl(tab, INBOX_PAGE_SIZE, pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** What the tabs and the navigation say, on every screen. */
export const inboxCountsOptions = () =>
  queryOptions({
    queryKey: reviewKeys.counts,
    queryFn: async ({ signal }) => (await fetchJson(inboxPage, inboxUrl('open', 1, null), { signal })).counts,
  })

/** One item with its conversation; a 404 problem when unknown or another organization's. */
export const reviewItemOptions = (id: string) =>
  queryOptions({
    queryKey: reviewKeys.detail(id),
    queryFn: async ({ signal }) => {
      const detail = await fetchJson(reviewItemDetail, reviewItemUrl(id), { signal })
      noteServerTime(detail.now)
      return detail
    },
  })

export const reviewItemUrl = (id: string) => `/api/review-items/${encodeURIComponent(id)}`

function inboxUrl(tab: InboxTab, limit: number, cursor: string | null): string {
  const search = new URLSearchParams({ tab, limit: String(limit) })
  if (cursor) search.set('cursor', cursor)
  return `/api/review-items?${search}`
}
