'use client'
import { formatExact } from '../ui/format-relative'
import { useHydrated } from '../ui/now'
import { untilWords } from './format-until'

/** "14:32" today, "Tue 09:00" later. Its place stands from the start: only the browser knows the reader's zone. */
export function UntilTime({ date }: { date: string }) {
  const hydrated = useHydrated()
  return (
    <time
      dateTime={date}
      title={hydrated ? formatExact(date) : undefined}
      className={hydrated ? 'whitespace-nowrap' : 'invisible'}
    >
      {hydrated ? untilWords(date) : '00:00'}
    </time>
  )
}
