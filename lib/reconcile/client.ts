import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { reconcileOverview, reconcileRun } from './schema'

const KEY = ['reconciles'] as const

/** The newest runs. On the server, spread it and replace `queryFn` by the service's call. */
export const reconcilesOptions = () =>
  queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => fetchJson(reconcileOverview, '/api/reconciles', { signal }),
  })

export async function startReconcile(client: QueryClient): Promise<void> {
  await fetchJson(reconcileRun, '/api/reconciles', { method: 'POST' })
  await client.invalidateQueries({ queryKey: KEY })
}

export async function cancelReconcile(client: QueryClient, id: string): Promise<void> {
  await fetchJson(reconcileRun, `/api/reconciles/${encodeURIComponent(id)}`, { method: 'DELETE' })
  await client.invalidateQueries({ queryKey: KEY })
}
