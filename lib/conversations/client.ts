import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { SEARCH_HEADER } from '@/lib/platform/http/search-header'
import { type ConversationQuery, conversationDetail, conversationPage } from './schema'

export type ConversationFilters = Omit<ConversationQuery, 'cursor' | 'limit'>

export const PAGE_SIZE = 50

export const conversationKeys = {
  all: ['conversations'] as const,
  detail: (recordKey: string) => ['conversations', 'detail', recordKey] as const,
}

/** The list, page after page. On the server, spread it and replace `queryFn` by the service's call. */
export const conversationListOptions = (filters: ConversationFilters) =>
  infiniteQueryOptions({
    queryKey: ['conversations', 'list', filters] as const,
    queryFn: ({ pageParam, signal }) =>
      fetchJson(conversationPage, `/api/conversations?${queryOf(filters, pageParam)}`, {
        signal,
        headers: filters.q ? { [SEARCH_HEADER]: encodeURIComponent(filters.q) } : {},
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** As many candidates as the palette shows. */
const FOUND_MAX = 8

/** The newest conversations that fit what is typed. Nothing of it is kept once it is off the screen. */
export const candidateSearchOptions = (q: string) =>
  queryOptions({
    queryKey: ['conversations', 'search', q] as const,
    queryFn: async ({ signal }) =>
      (
        await fetchJson(conversationPage, `/api/conversations?limit=${FOUND_MAX}`, {
          signal,
          headers: { [SEARCH_HEADER]: encodeURIComponent(q) },
        })
      ).rows,
    gcTime: 0,
  })

/** One conversation with its history and notes; a 404 problem when unknown or another organization's. */
export const conversationOptions = (recordKey: string) =>
  queryOptions({
    queryKey: conversationKeys.detail(recordKey),
    queryFn: ({ signal }) => fetchJson(conversationDetail, conversationPath(recordKey), { signal }),
  })

export const conversationPath = (recordKey: string) => `/api/conversations/${encodeURIComponent(recordKey)}`

/** Without the search: it travels in a header, because addresses end up in logs. */
function queryOf({ q: _, ...filters }: ConversationFilters, cursor: string | null): URLSearchParams {
  const search = new URLSearchParams({ limit: String(PAGE_SIZE) })
  for (const [name, value] of Object.entries(filters)) if (value) search.set(name, value)
  if (cursor) search.set('cursor', cursor)
  return search
}
