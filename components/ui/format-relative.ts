import { dateFormat } from './date-format'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEK = 7 * DAY
const MONTH = 30 * DAY
const YEAR = 365 * DAY

/** Younger than this, the difference of two clocks may be larger than the age. */
const JUST_NOW_MS = 45 * SECOND

// Each unit serves up to where the next one begins: 59 min 59 s is still "59m ago", never "60m ago".
const UNITS = [
  { unit: 'year', ms: YEAR },
  { unit: 'month', ms: MONTH },
  { unit: 'week', ms: 2 * WEEK },
  { unit: 'day', ms: DAY },
  { unit: 'hour', ms: HOUR },
  { unit: 'minute', ms: MINUTE },
] as const

const SIZE = { year: YEAR, month: MONTH, week: WEEK, day: DAY, hour: HOUR, minute: MINUTE }

/** "just now", "5m ago", "in 12m", "3d ago". Whole units, cut off and never rounded up. "—" for an invalid date. */
export function formatRelative(date: Date | string | number, now: number, locale = 'en'): string {
  const difference = new Date(date).getTime() - now
  if (Number.isNaN(difference)) return '—'
  const age = Math.abs(difference)
  if (age < JUST_NOW_MS) return locale.startsWith('en') ? 'just now' : relative(locale, 'auto').format(0, 'second')
  const { unit } = UNITS.find((candidate) => age >= candidate.ms) ?? { unit: 'minute' as const }
  const whole = Math.max(1, Math.floor(age / SIZE[unit]))
  return relative(locale, 'always').format(difference < 0 ? -whole : whole, unit)
}

/** "Tue 14 Jan 2025, 10:30:05 GMT+1": the exact moment, with its zone. */
export function formatExact(date: Date | string | number, locale = 'en-GB', timeZone?: string): string {
  const at = new Date(date)
  if (Number.isNaN(at.getTime())) return 'unknown time'
  return dateFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(at)
}

const formatters = new Map<string, Intl.RelativeTimeFormat>()

// A list of 200 rows asks 200 times a tick, and making a formatter costs a hundred times a call.
function relative(locale: string, numeric: 'always' | 'auto'): Intl.RelativeTimeFormat {
  const key = `${locale} ${numeric}`
  const known = formatters.get(key) ?? new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric })
  formatters.set(key, known)
  return known
}
