import { localDayAt } from '@/lib/organizations/zone-clock'
import { dateFormat } from '../ui/date-format'
import { formatClock } from './format-clock'

/** Beyond so many days a weekday alone could be the wrong week's. */
const WEEKDAYS_WITHIN = 7

/** "14:00", "Tue 09:00", "14 Dec 09:00" or "14 Dec 2027 09:00": as much of a time ahead as it takes to know the day. */
export function formatUntil(until: string | number, now: number, timeZone: string): string {
  const at = new Date(until)
  const days = localDayAt(timeZone, at.getTime()) - localDayAt(timeZone, now)
  const clock = formatClock(at.getTime(), timeZone)
  if (days === 0) return clock
  return `${days > 0 && days < WEEKDAYS_WITHIN ? weekday(at, timeZone) : date(at, now, timeZone)} ${clock}`
}

const weekday = (at: Date, timeZone: string) => dateFormat('en-GB', { weekday: 'short', timeZone }).format(at)

function date(at: Date, now: number, timeZone: string): string {
  const yearOf = (when: Date) => dateFormat('en-GB', { year: 'numeric', timeZone }).format(when)
  const year = yearOf(at) === yearOf(new Date(now)) ? {} : ({ year: 'numeric' } as const)
  return dateFormat('en-GB', { day: 'numeric', month: 'short', ...year, timeZone }).format(at)
}

/** The browser's own zone. */
export const localZone = () => dateFormat('en-GB', {}).resolvedOptions().timeZone

/** The same for this browser and this moment. */
export const untilWords = (until: string) => formatUntil(until, Date.now(), localZone())
