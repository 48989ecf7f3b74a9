import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { type OutwardCall, type OutwardQuery, outwardAnswer, outwardList } from './schema'

const KEY = ['outward-calls'] as const

/** What could not be sent, over all conversations. On the server, spread it and replace `queryFn` by the service's call. */
export const outwardCallsOptions = (state: OutwardQuery['state']) =>
  queryOptions({
    queryKey: [...KEY, state] as const,
    queryFn: ({ signal }) => fetchJson(outwardList, `/api/outward-calls?state=${state}`, { signal }),
  })

/** Gives up what has not left; throws a `ProblemError` when it has. */
export const cancelCall = (client: QueryClient, id: string) => change(client, id, { method: 'DELETE', path: '' })

/** Has it done again; throws a `ProblemError` when it has not failed. */
export const repeatCall = (client: QueryClient, id: string) =>
  change(client, id, { method: 'POST', path: '/repetition' })

async function change(
  client: QueryClient,
  id: string,
  { method, path }: { method: 'POST' | 'DELETE'; path: string },
): Promise<OutwardCall> {
  try {
    const { call } = await fetchJson(outwardAnswer, `/api/outward-calls/${encodeURIComponent(id)}${path}`, { method })
    return call
  } finally {
    void client.invalidateQueries({ queryKey: KEY })
    void client.invalidateQueries({ queryKey: ['review-items', 'detail'] })
    void client.invalidateQueries({ queryKey: ['conversations', 'detail'] })
  }
}
