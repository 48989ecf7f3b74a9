import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { fetchJson, isProblem } from '@/lib/platform/http/fetch-json'
import { reviewSettingsAnswer, type SaveReviewSettingsRequest } from './review-settings'

const PATH = '/api/settings/review'

/** How the organization reviews. On the server, spread it and replace `queryFn` by the service's call. */
export const reviewSettingsOptions = () =>
  queryOptions({
    queryKey: ['settings', 'review'] as const,
    queryFn: ({ signal }) => fetchJson(reviewSettingsAnswer, PATH, { signal }),
  })

/** Saves the settings and shows them; refused as stale, it shows those of whoever was first. */
export function useSaveReviewSettings() {
  const client = useQueryClient()
  const { queryKey } = reviewSettingsOptions()
  return useMutation({
    mutationKey: ['settings', 'review', 'save'],
    // Offline it must fail and say so, not wait and save at some later time.
    networkMode: 'always',
    mutationFn: (body: SaveReviewSettingsRequest) => fetchJson(reviewSettingsAnswer, PATH, { method: 'PUT', body }),
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
    onError: (error) => {
      const theirs = isProblem(error, 'conflict') ? reviewSettingsAnswer.safeParse(error.problem.settings) : null
      if (theirs?.success) client.setQueryData(queryKey, theirs.data)
    },
  })
}
