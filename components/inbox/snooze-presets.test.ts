import { expect, test } from 'vitest'
import { type LastSnooze, sameAgain, snoozePresets } from './snooze-presets'

const BERLIN = 'Europe/Berlin'
const at = (iso: string) => Date.parse(iso)

/** Until when each preset lets an item sleep, as the zone's clock shows it: "Fri 27/11 10:15". */
function shown(now: string, zone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const written = snoozePresets(at(now), zone).map(({ id, until }) => [
    id,
    until && format.format(until).replaceAll(',', ''),
  ])
  return Object.fromEntries(written)
}

test.each([
  [
    'a Tuesday morning',
    '2026-11-24T10:15:42+01:00',
    BERLIN,
    'Tue 24/11 11:15',
    'Tue 24/11 14:00',
    'Wed 25/11 09:00',
    'Mon 30/11 09:00',
    'Tue 01/12 10:15',
  ],
  [
    'half an hour before the afternoon',
    '2026-11-24T13:30:00+01:00',
    BERLIN,
    'Tue 24/11 14:30',
    'Tue 24/11 18:00',
    'Wed 25/11 09:00',
    'Mon 30/11 09:00',
    'Tue 01/12 13:30',
  ],
  [
    'late: today has no later',
    '2026-11-24T17:30:00+01:00',
    BERLIN,
    'Tue 24/11 18:30',
    null,
    'Wed 25/11 09:00',
    'Mon 30/11 09:00',
    'Tue 01/12 17:30',
  ],
  [
    'a Friday: tomorrow is a Saturday and says so',
    '2026-11-27T16:00:00+01:00',
    BERLIN,
    'Fri 27/11 17:00',
    'Fri 27/11 18:00',
    'Sat 28/11 09:00',
    'Mon 30/11 09:00',
    'Fri 04/12 16:00',
  ],
  [
    'a Sunday: tomorrow is Monday',
    '2026-11-29T12:00:00+01:00',
    BERLIN,
    'Sun 29/11 13:00',
    'Sun 29/11 14:00',
    'Mon 30/11 09:00',
    'Mon 30/11 09:00',
    'Sun 06/12 12:00',
  ],
  [
    'a Monday: Monday is the next one',
    '2026-11-30T08:00:00+01:00',
    BERLIN,
    'Mon 30/11 09:00',
    'Mon 30/11 14:00',
    'Tue 01/12 09:00',
    'Mon 07/12 09:00',
    'Mon 07/12 08:00',
  ],
  [
    'the night in which clocks go back',
    '2026-10-24T23:30:00+02:00',
    BERLIN,
    'Sun 25/10 00:30',
    null,
    'Sun 25/10 09:00',
    'Mon 26/10 09:00',
    'Sat 31/10 23:30',
  ],
  [
    'a week over the night in which clocks go forward',
    '2026-03-25T10:00:00+01:00',
    BERLIN,
    'Wed 25/03 11:00',
    'Wed 25/03 14:00',
    'Thu 26/03 09:00',
    'Mon 30/03 09:00',
    'Wed 01/04 10:00',
  ],
  [
    'the other side of the date line',
    '2026-11-24T20:00:00Z',
    'Pacific/Auckland',
    'Wed 25/11 10:00',
    'Wed 25/11 14:00',
    'Thu 26/11 09:00',
    'Mon 30/11 09:00',
    'Wed 02/12 09:00',
  ],
])('presets follow the wall clock: %s', (_, now, zone, hour, later, tomorrow, monday, week) => {
  expect(shown(now, zone)).toEqual({ hour, later, tomorrow, monday, week })
})

test('every preset lies ahead, at a full minute', () => {
  const now = at('2026-11-24T10:15:42.500+01:00')
  for (const { until } of snoozePresets(now, BERLIN)) {
    expect(until).toBeGreaterThan(now)
    expect(until! % 60_000).toBe(0)
  }
})

const NOW = at('2026-11-24T10:15:00+01:00')
const again = (last: LastSnooze | null) => sameAgain(last, snoozePresets(NOW, BERLIN), NOW)

test('the same time again is the same moment while it lies ahead', () => {
  const until = at('2026-11-26T15:45:00+01:00')
  expect(again({ id: 'at', until })).toBe(until)
  expect(again({ id: 'tomorrow', until })).toBe(until)
})

test('once it has passed, the same preset counts from now, and a date of its own is no choice any more', () => {
  const until = at('2026-11-24T09:00:00+01:00')
  expect(again({ id: 'tomorrow', until })).toBe(at('2026-11-25T09:00:00+01:00'))
  expect(again({ id: 'at', until })).toBeNull()
  expect(again(null)).toBeNull()
})
