'use client'
import { formatExact } from '../ui/format-relative'
import { useHydrated } from '../ui/now'

/** "Tue 14 Jan 2025, 10:30:05 GMT+1", in the reader's zone, which only the browser knows. */
export function ExactTime({ date }: { date: string }) {
  const hydrated = useHydrated()
  return <time dateTime={date}>{hydrated ? formatExact(date) : ''}</time>
}
