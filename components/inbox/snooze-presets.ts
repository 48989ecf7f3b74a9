import { DAY_MS, firstMomentOf, localDayAt, offsetAt } from '@/lib/organizations/zone-clock'
import type { SnoozePresetId } from '@/lib/reviews/words'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const MORNING = 9 * HOUR_MS
const AFTERNOON = 14 * HOUR_MS
const EVENING = 18 * HOUR_MS
/** Nearer than this, "this afternoon" would be now. */
const SOON_MS = HOUR_MS / 2
const WEEK_DAYS = 7

export interface SnoozePreset {
  id: SnoozePresetId
  label: string
  /** Null = today it is too late for that. */
  until: number | null
}

/** Until when an item may sleep, on the clock of a zone. Always the same in the same order: their keys are learnt. */
export function snoozePresets(now: number, timeZone: string): SnoozePreset[] {
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS
  const wall = minute + offsetAt(timeZone, minute)
  const today = localDayAt(timeZone, minute)
  const at = (day: number, time: number) => firstMomentOf(timeZone, day * DAY_MS + time)
  const monday = today + (WEEK_DAYS - ((today + MONDAY_SHIFT) % WEEK_DAYS))
  const [later, time] = laterToday(wall - today * DAY_MS)
  return [
    { id: 'hour', label: 'In 1 hour', until: minute + HOUR_MS },
    { id: 'later', label: later, until: time && at(today, time) },
    { id: 'tomorrow', label: 'Tomorrow morning', until: at(today + 1, MORNING) },
    { id: 'monday', label: 'Monday morning', until: at(monday, MORNING) },
    { id: 'week', label: 'In a week', until: firstMomentOf(timeZone, wall + WEEK_DAYS * DAY_MS) },
  ]
}

/** Day 0, 1 January 1970, was a Thursday: so many days after a Monday. */
const MONDAY_SHIFT = 3

function laterToday(time: number): [label: string, time: number | null] {
  if (time < AFTERNOON - SOON_MS) return ['This afternoon', AFTERNOON]
  if (time < EVENING - SOON_MS) return ['This evening', EVENING]
  return ['Later today', null]
}

/** What somebody chose last: a preset, or a date and time of her own. */
export interface LastSnooze {
  id: SnoozePresetId | 'at'
  until: number
}

/** The same time again, while it lies ahead; afterwards the same preset, counted from now. Null = there is none. */
export function sameAgain(last: LastSnooze | null, presets: readonly SnoozePreset[], now: number): number | null {
  if (!last) return null
  if (last.until > now + MINUTE_MS) return last.until
  return presets.find(({ id }) => id === last.id)?.until ?? null
}
