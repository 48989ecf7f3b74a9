'use client'
import { useQuery } from '@tanstack/react-query'
import { issueCountsOptions } from '@/lib/issues/client'
import { Count } from '../ui/count'

/** How many issues nobody has looked after yet; none is no number. */
export function IssueCount() {
  const { data } = useQuery(issueCountsOptions())
  return <Count value={data?.open || undefined} className="text-fail" />
}
