import { queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { healthSummary } from './schema'

const REFRESH_MS = 10_000

/** How it fares, asked again every ten seconds. On the server, spread it and replace `queryFn` by the service's call. */
export const healthOptions = () =>
  queryOptions({
    queryKey: ['health'] as const,
    queryFn: ({ signal }) => fetchJson(healthSummary, '/api/health/summary', { signal }),
    refetchInterval: REFRESH_MS,
  })
