import { queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { isOver, replayDetail, replayList, replayRun } from './schema'
import type { ReplayRequest } from './selection'

/** While a run is under way it is asked for this often, should the live stream be silent. */
const POLL_MS = 1_000

/** The newest runs. */
export const replayListOptions = () =>
  queryOptions({
    queryKey: ['replays', 'list'] as const,
    queryFn: async ({ signal }) => (await fetchJson(replayList, '/api/replays', { signal })).runs,
    refetchInterval: ({ state }) => (state.data?.some((run) => !isOver(run)) ? POLL_MS : false),
  })

/** One run with the conversations that changed. */
export const replayOptions = (id: string) =>
  queryOptions({
    queryKey: ['replays', 'detail', id] as const,
    queryFn: ({ signal }) => fetchJson(replayDetail, pathOf(id), { signal }),
    refetchInterval: ({ state }) => (state.data && isOver(state.data.run) ? false : POLL_MS),
  })

export const startReplay = (request: ReplayRequest) =>
  fetchJson(replayRun, '/api/replays', { method: 'POST', body: request })

export const cancelReplay = (id: string) => fetchJson(replayRun, pathOf(id), { method: 'DELETE' })

const pathOf = (id: string) => `/api/replays/${encodeURIComponent(id)}`
