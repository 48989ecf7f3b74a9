'use client'
import { formatExact } from '../ui/format-relative'
import { useHydrated } from '../ui/now'
import { formatClock } from './format-clock'

/** "14:32". Its place stands from the start; the digits come with the browser, which alone knows the reader's zone. */
export function ClockTime({ date }: { date: string }) {
  const hydrated = useHydrated()
  return (
    <time
      dateTime={date}
      title={hydrated ? formatExact(date) : undefined}
      className={hydrated ? undefined : 'invisible'}
    >
      {hydrated ? formatClock(date) : '00:00'}
    </time>
  )
}
