'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { presenceOptions } from '@/lib/presence/client'
import { HEARTBEAT_SECONDS, stillPresent } from '@/lib/presence/domain'
import type { PresenceAnswer, Present } from '@/lib/presence/schema'
import { useHydrated } from '../ui/now'
import { useServerNow } from './use-server-now'

type PresentByItem = Partial<Record<string, Present[]>>

const NOBODY: PresentByItem = {}

function byItem({ present }: PresenceAnswer): PresentByItem {
  const grouped: PresentByItem = {}
  for (const one of present) grouped[one.reviewItemId] = [...(grouped[one.reviewItemId] ?? []), one]
  return grouped
}

/**
 * Who was on which item when the server was last asked. Nobody until the page has become the browser's. Where nothing has
 * changed an item's list stays the same object.
 */
export function useKnownPresent(): PresentByItem {
  const hydrated = useHydrated()
  const { data } = useQuery({ ...presenceOptions(), select: byItem })
  return hydrated && data ? data : NOBODY
}

/**
 * Those of them who are still there. Signs of life are no messages: while anybody is shown, the server is asked again.
 * Where it cannot be asked, they fade by the clock.
 */
export function useStillPresent(known: readonly Present[]): Present[] {
  const client = useQueryClient()
  const now = useServerNow()
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks at the age of the answer whenever the clock ticks
  useEffect(() => {
    const { queryKey } = presenceOptions()
    const { dataUpdatedAt = 0, errorUpdatedAt = 0 } = client.getQueryState(queryKey) ?? {}
    const isOld = Date.now() - Math.max(dataUpdatedAt, errorUpdatedAt) > HEARTBEAT_SECONDS * 1_000
    // Of all who notice it in the same second, the first asks.
    if (isOld && !document.hidden) void client.refetchQueries({ queryKey }, { cancelRefetch: false })
  }, [client, now])
  return stillPresent(known, now)
}
