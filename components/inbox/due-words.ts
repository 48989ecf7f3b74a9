import { dateFormat } from '../ui/date-format'

export type DueState = 'overdue' | 'soon' | 'later'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Due within an hour is soon. */
const SOON_MS = HOUR

/** Null = no due time. What is due at this very moment is overdue. */
export function dueState(dueAt: string | Date | null, now: number): DueState | null {
  const left = dueAt === null ? Number.NaN : new Date(dueAt).getTime() - now
  if (Number.isNaN(left)) return null
  if (left <= 0) return 'overdue'
  return left <= SOON_MS ? 'soon' : 'later'
}

/**
 * "Overdue 2h", "Due in 40m", "Due 16:30", "Due Mon 09:30", "Due 3 Feb". Whole units, cut off. What is later is told by
 * clock and calendar of `timeZone`, the reader's own unless one is named.
 */
export function dueWords(dueAt: string | Date, now: number, timeZone?: string): string {
  const at = new Date(dueAt)
  const left = at.getTime() - now
  const state = dueState(at, now)
  if (state === 'overdue') return ['Overdue', lateness(-left)].filter(Boolean).join(' ')
  if (state === 'soon') return `Due in ${Math.max(1, Math.floor(left / MINUTE))}m`
  return `Due ${moment(at, now, timeZone)}`
}

function lateness(late: number): string {
  if (late >= 2 * DAY) return `${Math.floor(late / DAY)}d`
  if (late >= HOUR) return `${Math.floor(late / HOUR)}h`
  return late >= MINUTE ? `${Math.floor(late / MINUTE)}m` : ''
}

function moment(at: Date, now: number, timeZone?: string): string {
  const format = (options: Intl.DateTimeFormatOptions, date: number | Date) =>
    dateFormat('en-GB', { ...options, timeZone }).format(date)
  const day = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
  const clock = format({ hour: '2-digit', minute: '2-digit' }, at)
  if (format(day, at) === format(day, now)) return clock
  // A week from now the same weekday would be today's.
  if (at.getTime() - now < 6 * DAY) return `${format({ weekday: 'short' }, at)} ${clock}`
  return format({ day: 'numeric', month: 'short' }, at)
}
