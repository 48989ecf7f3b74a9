'use client'
import { AlarmClock, CalendarClock, Clock } from 'lucide-react'
import { cn } from '../ui/cn'
import { formatExact } from '../ui/format-relative'
import { useHydrated, useNow } from '../ui/now'
import { type DueState, dueState, dueWords } from './due-words'

const LOOKS: Record<DueState, { icon: typeof Clock; className: string }> = {
  overdue: { icon: AlarmClock, className: 'font-medium text-fail' },
  soon: { icon: Clock, className: 'font-medium text-review' },
  later: { icon: CalendarClock, className: 'text-faint' },
}

type DueMarkProps = {
  dueAt: string | null
  /** Its clock stands still (snoozed): the time is when it will be due, and nothing is overdue meanwhile. */
  paused?: boolean
  className?: string
}

/** Icon and words for when somebody should have decided; nothing when there is no target. Keeps itself up to date. */
export function DueMark({ dueAt, paused = false, className }: DueMarkProps) {
  const now = useNow()
  const hydrated = useHydrated()
  const actual = dueState(dueAt, now)
  if (dueAt === null || actual === null) return null
  const state = paused ? 'later' : actual
  const { icon: Icon, className: look } = LOOKS[state]
  // Weekday and hour are the reader's: only her browser knows them. Their place stands from the start.
  const known = hydrated || state !== 'later'
  return (
    <time
      dateTime={dueAt}
      title={hydrated ? `Due ${formatExact(dueAt)}` : undefined}
      className={cn('inline-flex shrink-0 items-center gap-1 whitespace-nowrap text-xs', look, className)}
    >
      <Icon aria-hidden className="size-3 shrink-0" />
      <span className={known ? undefined : 'invisible'}>{known ? dueWords(dueAt, now) : 'Due Mon 00:00'}</span>
    </time>
  )
}
