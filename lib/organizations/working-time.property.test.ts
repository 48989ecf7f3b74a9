import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addWorkingTime,
  type WorkingCalendar,
  type WorkingHours,
  weekdays,
  workingSecondsBetween,
} from './working-time'

const zones = [
  ...['UTC', 'Europe/Amsterdam', 'America/New_York', 'America/St_Johns', 'Asia/Kolkata', 'Asia/Kathmandu'],
  ...['Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Apia', 'Africa/Casablanca', 'America/Havana', 'Asia/Beirut'],
]
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Up to three intervals of one day, in order, at any minute: midnight and the hours of the clocks' change too. */
const intervals = fc
  .uniqueArray(fc.oneof(fc.nat(1_440), fc.constantFrom(0, 60, 120, 150, 180, 1_440)), { maxLength: 6 })
  .map((minutes) => {
    const sorted = [...minutes].sort((a, b) => a - b)
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => {
      return [clock(sorted[2 * i]!), clock(sorted[2 * i + 1]!)] as const
    })
  })
const hours = fc
  .tuple(...weekdays.map(() => intervals))
  .map((days) => Object.fromEntries(weekdays.map((weekday, i) => [weekday, days[i]!])) as unknown as WorkingHours)
  // Working time in every week that no clock takes away: an hour on Wednesday.
  .map((week) => (week.wed.length > 0 ? week : { ...week, wed: [['11:00', '12:00'] as const] }))

const FIRST = Date.UTC(2026, 0, 1)
const YEARS_2_SECONDS = 2 * 365 * 86_400
const moment = fc.nat(YEARS_2_SECONDS).map((seconds) => new Date(FIRST + seconds * 1_000))
const holidays = fc.array(
  fc.nat(730).map((day) => new Date(FIRST + day * 86_400_000).toISOString().slice(0, 10)),
  { maxLength: 20 },
)
const calendar: fc.Arbitrary<WorkingCalendar> = fc.record({
  timeZone: fc.constantFrom(...zones),
  hours: fc.oneof({ weight: 9, arbitrary: hours }, { weight: 1, arbitrary: fc.constant(null) }),
  holidays,
})
/** Less than the year that a sparse calendar needs. */
const work = fc.oneof(fc.nat(7_200), fc.nat(40 * 3_600))

const holds = <T extends unknown[]>(property: fc.IPropertyWithHooks<T>) =>
  fc.assert(property, { numRuns: 2_000, verbose: 1 })

test('so much working time as was added lies between', () => {
  holds(
    fc.property(calendar, moment, work, (of, start, seconds) => {
      const dense = { ...of, hours: of.hours && atLeastADayOfWork(of.hours) }
      expect(workingSecondsBetween(start, addWorkingTime(start, seconds, dense), dense)).toBe(seconds)
    }),
  )
})

test('it is the earliest such moment: a second before, a second is missing', () => {
  holds(
    fc.property(calendar, moment, fc.integer({ min: 1, max: 7_200 }), (of, start, seconds) => {
      const dense = { ...of, hours: of.hours && atLeastADayOfWork(of.hours) }
      const end = addWorkingTime(start, seconds, dense)
      const before = new Date(end.getTime() - 1_000)
      expect(workingSecondsBetween(start, before, dense)).toBe(seconds - 1)
    }),
  )
})

test('later starts end no earlier, and more work ends no earlier', () => {
  holds(
    fc.property(calendar, moment, fc.nat(86_400 * 3), work, fc.nat(7_200), (of, start, later, seconds, more) => {
      const from = new Date(start.getTime() + later * 1_000)
      const end = addWorkingTime(start, seconds, of).getTime()
      expect(addWorkingTime(from, seconds, of).getTime()).toBeGreaterThanOrEqual(end)
      expect(addWorkingTime(start, seconds + more, of).getTime()).toBeGreaterThanOrEqual(end)
    }),
  )
})

test('in two parts it is the same as at once', () => {
  holds(
    fc.property(calendar, moment, work, work, (of, start, first, second) => {
      const halfway = addWorkingTime(start, first, of)
      expect(addWorkingTime(halfway, second, of)).toEqual(addWorkingTime(start, first + second, of))
    }),
  )
})

test('the working time of two spans that meet is that of both together, and never more than what passes', () => {
  holds(
    fc.property(calendar, moment, moment, moment, (of, ...moments) => {
      const [a, b, c] = moments.sort((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date]
      const whole = workingSecondsBetween(a, c, of)
      expect(workingSecondsBetween(a, b, of) + workingSecondsBetween(b, c, of)).toBe(whole)
      expect(whole).toBeLessThanOrEqual((c.getTime() - a.getTime()) / 1_000)
    }),
  )
})

/** Enough of it that no list of holidays makes the search give up. */
const atLeastADayOfWork = (week: WorkingHours): WorkingHours => ({
  ...week,
  tue: [['09:00', '17:00']],
  thu: [['09:00', '17:00']],
})
