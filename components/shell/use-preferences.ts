'use client'
import { hashKey, notifyManager, type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { toast } from 'sonner'
import {
  changePreferences,
  defaultPreferences,
  type Preferences,
  type PreferencesChange,
  type PreferencesPatch,
} from '@/lib/members/preferences'
import { patchPreferences, preferencesOptions } from '@/lib/members/preferences-client'
import { isProblem, ProblemError } from '@/lib/platform/http/fetch-json'
import { shouldRetry } from './query-client'

const SCOPE = 'preferences'

/** Keeps the preferences true, in every tab after it was looked at. Once around all screens. */
export const useKeptPreferences = (): void => void useQuery(preferencesOptions())

/**
 * How the member likes to work: known at the first paint. Every button with a key asks, so this only reads what is known:
 * fifty observers of a query take longer to mount than all that an opened item shows.
 */
export function usePreferences(): Preferences {
  const client = useQueryClient()
  const read = () => client.getQueryData(preferencesOptions().queryKey) ?? defaultPreferences
  return useSyncExternalStore((listener) => onPreferences(client, listener), read, read)
}

const HASH = hashKey(preferencesOptions().queryKey)

const onPreferences = (client: QueryClient, listener: () => void) =>
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryHash === HASH) notifyManager.schedule(listener)
  })

/**
 * Changes preferences at once and stores them behind it, one change after the other. Offline they count in this tab and
 * are stored when the network is back. @returns a refusal that needs no server: two actions on one key
 */
export function useChangePreferences(): (patch: PreferencesPatch) => PreferencesChange {
  const client = useQueryClient()
  const { queryKey } = preferencesOptions()
  const now = () => client.getQueryData(queryKey) ?? defaultPreferences
  const { mutate } = useMutation({
    mutationKey: [SCOPE],
    // In the order in which they were made: the last one is the one that counts.
    scope: { id: SCOPE },
    mutationFn: patchPreferences,
    retry: shouldRetry,
    onSuccess: (stored) => {
      if (isLast()) client.setQueryData(queryKey, stored)
    },
    onError: (error) => {
      if (isProblem(error, 'unreachable'))
        return toast.error('Not stored', { description: 'Your choice counts in this tab until you reload it.' })
      toast.error('Not changed', { description: error instanceof ProblemError ? error.problem.title : undefined })
      return client.invalidateQueries({ queryKey })
    },
  })
  const isLast = () => client.isMutating({ mutationKey: [SCOPE] }) === 1
  return (patch) => {
    const change = changePreferences(now(), patch)
    if (!change.ok) return change
    // An answer that is on its way was read before this change.
    void client.cancelQueries({ queryKey })
    client.setQueryData(queryKey, change.preferences)
    mutate(patch)
    return change
  }
}
