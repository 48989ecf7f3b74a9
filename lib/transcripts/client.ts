import { infiniteQueryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { transcript } from './schema'

/**
 * What was written in a conversation, page after page. Each reading is a call to Popp: it is made once per open, and no
 * message of the live stream repeats it (a query that is disabled is not refetched). Nothing of it is kept off the screen.
 */
export const transcriptOptions = (recordKey: string) =>
  infiniteQueryOptions({
    queryKey: ['transcripts', recordKey] as const,
    queryFn: ({ pageParam, signal }) =>
      fetchJson(transcript, `/api/conversations/${encodeURIComponent(recordKey)}/transcript${queryOf(pageParam)}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.state === 'read' ? page.nextToken : null),
    enabled: ({ state }) => state.data === undefined,
    gcTime: 0,
  })

const queryOf = (nextToken: string | null) => (nextToken ? `?${new URLSearchParams({ nextToken })}` : '')
