import { queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { type PreferencesPatch, preferences } from './preferences'

const URL = '/api/preferences'

/** How I like to work. On the server, spread it and replace `queryFn` by the service's call. */
export const preferencesOptions = () =>
  queryOptions({
    queryKey: ['members', 'preferences'] as const,
    queryFn: ({ signal }) => fetchJson(preferences, URL, { signal }),
  })

/** @returns the preferences as they now are */
export const patchPreferences = (patch: PreferencesPatch) =>
  fetchJson(preferences, URL, { method: 'PATCH', body: patch })
