import { queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { memberList } from './schema'

/** Colleagues change rarely: whoever is gone is refused by the server anyway. */
const STALE_MS = 5 * 60_000

/** The active members of my organization, by name: whom one can name, mention or hand over to. */
export const memberDirectoryOptions = () =>
  queryOptions({
    queryKey: ['members', 'directory'] as const,
    queryFn: async ({ signal }) => (await fetchJson(memberList, '/api/members', { signal })).members,
    staleTime: STALE_MS,
  })
