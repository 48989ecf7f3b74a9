import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { fetchJson, isProblem } from '@/lib/platform/http/fetch-json'
import { connectionAnswer, type SaveConnectionRequest, testAnswer } from './settings'

const PATH = '/api/settings/popp'

/** How the organization uses Popp's API. On the server, spread it and replace `queryFn` by the service's call. */
export const connectionOptions = () =>
  queryOptions({
    queryKey: ['settings', 'popp'] as const,
    queryFn: ({ signal }) => fetchJson(connectionAnswer, PATH, { signal }),
  })

/** Saves the settings and shows them; refused as stale, it shows those of whoever was first. */
export function useSaveConnection() {
  const client = useQueryClient()
  const { queryKey } = connectionOptions()
  return useMutation({
    mutationKey: ['settings', 'popp', 'save'],
    // Offline it must fail and say so, not wait and save at some later time.
    networkMode: 'always',
    mutationFn: (body: SaveConnectionRequest) => fetchJson(connectionAnswer, PATH, { method: 'PUT', body }),
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
    onError: (error) => {
      const theirs = isProblem(error, 'conflict') ? connectionAnswer.safeParse(error.problem.settings) : null
      if (theirs?.success) client.setQueryData(queryKey, theirs.data)
    },
    // The key must not stay in memory with the mutation.
    gcTime: 0,
  })
}

/** Makes one call to Popp with the settings as they are saved. */
export const useTestConnection = () =>
  useMutation({
    mutationKey: ['settings', 'popp', 'test'],
    networkMode: 'always',
    mutationFn: () => fetchJson(testAnswer, `${PATH}/test`, { method: 'POST' }),
  })
