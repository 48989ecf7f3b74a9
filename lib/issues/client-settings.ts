import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { fetchJson, isProblem } from '@/lib/platform/http/fetch-json'
import { type AlertChannel, alertSettings, type SaveAlertSettingsRequest, testAlertResult } from './schema-settings'

const PATH = '/api/settings/alerts'

/** Whom failures are told to. On the server, spread it and replace `queryFn` by the service's call. */
export const alertSettingsOptions = () =>
  queryOptions({
    queryKey: ['settings', 'alerts'] as const,
    queryFn: ({ signal }) => fetchJson(alertSettings, PATH, { signal }),
  })

/** Saves the settings and shows them; refused as stale, it shows those of whoever was first. */
export function useSaveAlertSettings() {
  const client = useQueryClient()
  const { queryKey } = alertSettingsOptions()
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: SaveAlertSettingsRequest) => fetchJson(alertSettings, PATH, { method: 'PUT', body }),
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
    onError: (error) => {
      const theirs = isProblem(error, 'conflict') ? alertSettings.safeParse(error.problem.settings) : null
      if (theirs?.success) client.setQueryData(queryKey, theirs.data)
    },
  })
}

/** Sends a test by the saved settings. @returns why not, as a code; null = sent */
export const sendTestAlert = async (channel: AlertChannel): Promise<string | null> =>
  (await fetchJson(testAlertResult, `${PATH}/test`, { method: 'POST', body: { channel } })).reason
