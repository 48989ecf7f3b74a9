import { describe, expect, test } from 'vitest'
import {
  addWorkingTime,
  type Interval,
  type WorkingCalendar,
  type WorkingHours,
  workingSecondsBetween,
} from './working-time'
import { isTimeZone } from './zone-clock'

const week = (day: Interval[], weekend: Interval[] = []): WorkingHours => ({
  ...{ mon: day, tue: day, wed: day, thu: day, fri: day },
  ...{ sat: weekend, sun: weekend },
})
const office = week([['09:00', '17:00']])
const withLunch = week([
  ['09:00', '12:30'],
  ['13:15', '17:00'],
])
const always = week([['00:00', '24:00']], [['00:00', '24:00']])
const nights = week([['00:00', '06:00']], [['00:00', '06:00']])

const calendar = (timeZone: string, hours: WorkingHours | null = office, holidays: string[] = []): WorkingCalendar => ({
  ...{ timeZone, hours, holidays },
})
const HOUR = 3_600
const minutes = (count: number) => count * 60

/** Both ways: so much working time from here ends there, and from here to there is so much. */
function expectSpan(of: WorkingCalendar, from: string, seconds: number, to: string) {
  expect(addWorkingTime(new Date(from), seconds, of).toISOString()).toBe(new Date(to).toISOString())
  expect(workingSecondsBetween(new Date(from), new Date(to), of)).toBe(seconds)
}

// 2026: 16 January is a Friday. Amsterdam is UTC+1 in winter, changes on 29 March at 01:00Z and 25 October at 01:00Z.
const amsterdam = calendar('Europe/Amsterdam')
const lunch = calendar('Europe/Amsterdam', withLunch)

test.each([
  ['Friday 16:30 + 1 h is Monday 09:30', '2026-01-16T16:30+01:00', HOUR, '2026-01-19T09:30+01:00'],
  ['a whole day ends that evening, not the next morning', '2026-01-16T09:00+01:00', 8 * HOUR, '2026-01-16T17:00+01:00'],
  ['before the office opens', '2026-01-16T06:12+01:00', HOUR, '2026-01-16T10:00+01:00'],
  ['after it has closed', '2026-01-15T21:00+01:00', HOUR, '2026-01-16T10:00+01:00'],
  ['on the very end of a day', '2026-01-15T17:00+01:00', HOUR, '2026-01-16T10:00+01:00'],
  ['on a Saturday', '2026-01-17T11:00+01:00', minutes(1), '2026-01-19T09:01+01:00'],
  ['a week of 40 hours', '2026-01-14T11:00+01:00', 40 * HOUR, '2026-01-21T11:00+01:00'],
  ['over the turn of the year', '2026-12-31T16:00+01:00', 2 * HOUR, '2027-01-01T10:00+01:00'],
  ['over 29 February', '2028-02-28T16:00+01:00', 9 * HOUR, '2028-02-29T17:00+01:00'],
])('9 to 17: %s', (_, from, seconds, to) => expectSpan(amsterdam, from, seconds, to))

test.each([
  ['over the break', '2026-01-14T12:00+01:00', HOUR, '2026-01-14T13:45+01:00'],
  ['up to the break', '2026-01-14T12:00+01:00', minutes(30), '2026-01-14T12:30+01:00'],
  ['begun in the break', '2026-01-14T12:59+01:00', minutes(1), '2026-01-14T13:16+01:00'],
  ['into the next day', '2026-01-14T16:45+01:00', 4 * HOUR, '2026-01-15T13:30+01:00'],
])('with a lunch break: %s', (_, from, seconds, to) => expectSpan(lunch, from, seconds, to))

// Good Friday and Easter Monday of 2026, with the clocks changed a week before.
const easter = calendar('Europe/Amsterdam', office, ['2026-04-03', '2026-04-06'])

test.each([
  ['a long weekend', '2026-04-02T16:30+02:00', HOUR, '2026-04-07T09:30+02:00'],
  ['begun on a holiday', '2026-04-03T11:00+02:00', HOUR, '2026-04-07T10:00+02:00'],
  ['begun on a holiday that is a Sunday anyway', '2026-04-05T11:00+02:00', HOUR, '2026-04-07T10:00+02:00'],
])('holidays: %s', (_, from, seconds, to) => expectSpan(easter, from, seconds, to))

test('a holiday is a local date: it begins and ends at the zone’s midnight', () => {
  const tokyo = calendar('Asia/Tokyo', always, ['2026-05-05'])
  expectSpan(tokyo, '2026-05-04T23:59+09:00', minutes(2), '2026-05-06T00:01+09:00')
})

describe('nights that change the clock count what really passes', () => {
  test.each([
    [
      'Amsterdam, spring: 00–06 is five hours',
      'Europe/Amsterdam',
      '2026-03-29T00:00+01:00',
      5,
      '2026-03-29T06:00+02:00',
    ],
    ['Amsterdam, autumn: 00–06 is seven', 'Europe/Amsterdam', '2026-10-25T00:00+02:00', 7, '2026-10-25T06:00+01:00'],
    ['New York, spring', 'America/New_York', '2026-03-08T00:00-05:00', 5, '2026-03-08T06:00-04:00'],
    ['New York, autumn', 'America/New_York', '2026-11-01T00:00-04:00', 7, '2026-11-01T06:00-05:00'],
    ['Lord Howe moves by half an hour', 'Australia/Lord_Howe', '2026-04-05T00:00+11:00', 6.5, '2026-04-05T06:00+10:30'],
    ['an ordinary night', 'Europe/Amsterdam', '2026-03-28T00:00+01:00', 6, '2026-03-28T06:00+01:00'],
  ])('%s', (_, timeZone, from, hours, to) => expectSpan(calendar(timeZone, nights), from, hours * HOUR, to))

  test.each([
    ['begun in the skipped hour', [['02:30', '04:00']], '2026-03-29T00:00+01:00', 1, '2026-03-29T04:00+02:00'],
    ['ended in the skipped hour', [['01:00', '02:30']], '2026-03-29T00:00+01:00', 1, '2026-03-29T03:00+02:00'],
    [
      'begun in the hour that comes twice',
      [['02:30', '04:00']],
      '2026-10-25T00:00+02:00',
      2.5,
      '2026-10-25T04:00+01:00',
    ],
    [
      'ended in the hour that comes twice',
      [['01:00', '02:30']],
      '2026-10-25T00:00+02:00',
      1.5,
      '2026-10-25T02:30+02:00',
    ],
  ] as const)('an interval %s', (_, intervals, from, hours, to) =>
    expectSpan(calendar('Europe/Amsterdam', week([], [...intervals])), from, hours * HOUR, to),
  )

  test('an interval that the night skips whole has no working time', () => {
    const skipped = calendar('Europe/Amsterdam', week([], [['02:10', '02:50']]))
    const [saturday, monday] = [new Date('2026-03-28T12:00+01:00'), new Date('2026-03-30T00:00+02:00')]
    expect(workingSecondsBetween(saturday, monday, skipped)).toBe(0)
  })

  test('office hours on the Monday after are the new clock’s', () => {
    expectSpan(amsterdam, '2026-03-27T16:30+01:00', HOUR, '2026-03-30T09:30+02:00')
    expectSpan(amsterdam, '2026-10-23T16:30+02:00', HOUR, '2026-10-26T09:30+01:00')
    expectSpan(calendar('America/New_York'), '2026-03-06T16:30-05:00', HOUR, '2026-03-09T09:30-04:00')
    expectSpan(calendar('America/New_York'), '2026-10-30T16:30-04:00', HOUR, '2026-11-02T09:30-05:00')
  })
})

test.each([
  ['Asia/Kolkata', '2026-01-16T16:30+05:30', '2026-01-19T09:30+05:30'],
  ['Asia/Kathmandu', '2026-01-16T16:30+05:45', '2026-01-19T09:30+05:45'],
  ['Pacific/Kiritimati', '2026-01-16T16:30+14:00', '2026-01-19T09:30+14:00'],
  ['Etc/GMT+12', '2026-01-16T16:30-12:00', '2026-01-19T09:30-12:00'],
  ['UTC', '2026-01-16T16:30Z', '2026-01-19T09:30Z'],
])('%s', (timeZone, from, to) => expectSpan(calendar(timeZone), from, HOUR, to))

test('a zone that skips a whole date has no working time on it', () => {
  // Samoa went from Thursday 29 December 2011 to Saturday 31 December.
  expectSpan(calendar('Pacific/Apia'), '2011-12-29T16:00-10:00', 2 * HOUR, '2012-01-02T10:00+14:00')
})

test('round the clock every second counts, on holidays too', () => {
  const round = calendar('Europe/Amsterdam', null, ['2026-03-29'])
  expectSpan(round, '2026-03-28T12:00+01:00', 24 * HOUR, '2026-03-29T13:00+02:00')
})

test('what is not ahead is 0 seconds away, and no time at all ends at once', () => {
  const [saturday, sunday] = [new Date('2026-01-17T10:00Z'), new Date('2026-01-18T10:00Z')]
  expect(workingSecondsBetween(sunday, saturday, amsterdam)).toBe(0)
  expect(workingSecondsBetween(saturday, saturday, amsterdam)).toBe(0)
  expect(addWorkingTime(saturday, 0, amsterdam)).toEqual(saturday)
})

test('a calendar without any working time gives plain time instead of searching for ever', () => {
  const never = calendar('UTC', week([]))
  const from = new Date('2026-01-16T10:00Z')
  expect(addWorkingTime(from, HOUR, never)).toEqual(new Date('2026-01-16T11:00Z'))
  expect(workingSecondsBetween(from, new Date('2126-01-16T10:00Z'), never)).toBe(0)
})

test('adding three working days takes less than 0.2 ms', () => {
  const from = Date.parse('2026-01-16T16:30+01:00')
  const add = (i: number) => addWorkingTime(new Date(from + (i % 300) * 86_400_000), 24 * HOUR, lunch)
  const batch = () => {
    const began = performance.now()
    for (let i = 0; i < 300; i++) add(i)
    return (performance.now() - began) / 300
  }
  batch()
  // The best of several: the others were measured while the machine did something else.
  expect(Math.min(...Array.from({ length: 5 }, batch))).toBeLessThan(0.2)
})

test('a zone is an IANA name', () => {
  for (const name of ['UTC', 'Europe/Amsterdam', 'Asia/Kolkata', 'Etc/GMT+5']) expect(isTimeZone(name)).toBe(true)
  for (const name of ['', '+05:30', 'Amsterdam', 'Europe/Atlantis', 'a b']) expect(isTimeZone(name)).toBe(false)
})
