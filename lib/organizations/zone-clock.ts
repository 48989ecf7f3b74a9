/*
 * Wall clocks of IANA zones, by `Intl` alone. A wall-clock time is written as the milliseconds that UTC would have when
 * its clock shows the same; offset = wall clock − real time.
 */
const SECOND_MS = 1_000
export const DAY_MS = 86_400_000

interface Zone {
  format: Intl.DateTimeFormat
  /** Offset at the beginning of a UTC day, by the day's number: almost every look-up is answered from here. */
  offsetOfDay: Map<number, number>
}

/** By name. Making a formatter costs a hundred times a call. */
const zones = new Map<string, Zone>()
/** Eleven years of days: a process that lives for ever must not remember for ever. */
const DAYS_KEPT = 4_000

/** Throws a RangeError for what is no zone: ask `isTimeZone` first. */
function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const number = '2-digit' as const
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
  })
  const zone = { format, offsetOfDay: new Map<number, number>() }
  zones.set(timeZone, zone)
  return zone
}

/** Whether `Intl` knows the zone. Offsets such as "+01:00" are none: they know no daylight saving. */
export function isTimeZone(timeZone: string): boolean {
  if (!/^[A-Za-z]/.test(timeZone)) return false
  try {
    zoneOf(timeZone)
    return true
  } catch {
    return false
  }
}

/** How far the zone's clock is ahead of UTC at a moment, in ms. */
export function offsetAt(timeZone: string, at: number): number {
  const part = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of zoneOf(timeZone).format.formatToParts(at)) {
    if (type in part) part[type as keyof typeof part] = Number(value)
  }
  const wall = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second)
  return wall - Math.floor(at / SECOND_MS) * SECOND_MS
}

function offsetOfDay(timeZone: string, day: number): number {
  const { offsetOfDay: known } = zoneOf(timeZone)
  const found = known.get(day)
  if (found !== undefined) return found
  if (known.size >= DAYS_KEPT) known.clear()
  const offset = offsetAt(timeZone, day * DAY_MS)
  known.set(day, offset)
  return offset
}

/** The number of the local day that the zone's calendar shows at a moment (0 = 1 January 1970). */
export const localDayAt = (timeZone: string, at: number): number => Math.floor((at + offsetAt(timeZone, at)) / DAY_MS)

/**
 * The first moment at which the zone's clock shows this wall-clock time or a later one. So a time that a night skips is
 * the moment of the jump, one that a night has twice is its first pass, and no two times change their order. Relies on
 * clocks being changed at most once within three days.
 */
export function firstMomentOf(timeZone: string, wall: number): number {
  const day = Math.floor(wall / DAY_MS)
  // No zone is further from UTC than a day: these two lie before and after the moment, whatever the zone.
  const before = offsetOfDay(timeZone, day - 1)
  const after = offsetOfDay(timeZone, day + 2)
  if (before === after) return wall - before
  if (offsetAt(timeZone, wall - before) === before) return wall - before
  if (offsetAt(timeZone, wall - after) === after) return wall - after
  return changeBetween(timeZone, wall - after, wall - before)
}

/** The moment of the clock's change, which lies after `early` and not after `late`. To the second, by halving. */
function changeBetween(timeZone: string, early: number, late: number): number {
  const offset = offsetAt(timeZone, early)
  let [from, to] = [Math.floor(early / SECOND_MS), Math.ceil(late / SECOND_MS)]
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2)
    if (offsetAt(timeZone, middle * SECOND_MS) === offset) from = middle
    else to = middle
  }
  return to * SECOND_MS
}
