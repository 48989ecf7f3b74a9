'use client'
import { formatExact, formatRelative } from './format-relative'
import { useHydrated, useNow } from './now'

/** "5m ago", with the exact time and the reader's zone on hover. Keeps itself up to date. */
export function RelativeTime({ date, className }: { date: Date | string; className?: string }) {
  const now = useNow()
  const hydrated = useHydrated()
  const at = new Date(date)
  const iso = Number.isNaN(at.getTime()) ? undefined : at.toISOString()
  return (
    <time
      dateTime={iso}
      title={hydrated ? formatExact(date) : undefined}
      className={className}
      // Server and browser may carry different language data for the same words.
      suppressHydrationWarning
    >
      {formatRelative(date, now)}
    </time>
  )
}
