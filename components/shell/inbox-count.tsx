'use client'
import { useQuery } from '@tanstack/react-query'
import { inboxCountsOptions } from '@/lib/reviews/client'
import { Count } from '../ui/count'

/** How many items are not resolved, whoever holds them: what the Open tab says, too. */
export function InboxCount() {
  const { data } = useQuery(inboxCountsOptions())
  return <Count value={data && data.free + data.heldByMe + data.heldByOthers} />
}
