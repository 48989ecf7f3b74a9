const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s?(?:Z|([+-])(\d\d):?(\d\d))?$/i

/** Zero values of other languages (year 1, 1970) mean "no time". */
const EARLIEST = Date.UTC(2000, 0, 1)
/** A time further ahead of its own arrival is no time either: it would stay on top of every list. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000

/**
 * Reads an ISO 8601 date and time; one without a zone is UTC, never the server's. Anything else is null: `new Date`
 * would read `"1"` as the year 2001 and 30 February as 1 March.
 */
export function readTimestamp(value: unknown, receivedAt?: Date): Date | null {
  const match = typeof value === 'string' && value.length <= 64 ? ISO.exec(value.trim()) : null
  if (!match) return null
  const time = timeOf(match)
  if (time === null || time < EARLIEST) return null
  if (receivedAt && time > receivedAt.getTime() + MAX_AHEAD_MS) return null
  return new Date(time)
}

function timeOf(match: RegExpExecArray): number | null {
  const part = (group: number): number => Number(match[group] ?? 0)
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)]
  const milliseconds = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const [offsetHours, offsetMinutes] = [part(9), part(10)]
  const midnight = new Date(Date.UTC(year, month - 1, day))
  const isCalendarDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day
  if (!isCalendarDay || hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) return null
  const offset = (offsetHours * 60 + offsetMinutes) * (match[8] === '-' ? -1 : 1)
  return Date.UTC(year, month - 1, day, hour, minute - offset, second, milliseconds)
}
