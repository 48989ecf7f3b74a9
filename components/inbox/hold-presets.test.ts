import { expect, test } from 'vitest'
import { holdPresets, isCut } from './hold-presets'

const endOfDay = (now: string, zone: string) => holdPresets(Date.parse(now), zone).at(-1)

test.each([
  ['in the morning', '2026-11-24T10:00:00+01:00', 'Europe/Berlin', 'Until 18:00', 480],
  ['with seconds, whole minutes that reach the end', '2026-11-24T10:00:20+01:00', 'Europe/Berlin', 'Until 18:00', 480],
  [
    'half an hour before, it is the evening that ends',
    '2026-11-24T17:30:00+01:00',
    'Europe/Berlin',
    'Until midnight',
    390,
  ],
  ['at night', '2026-11-24T23:59:00+01:00', 'Europe/Berlin', 'Until midnight', 1],
  ['on the day with an hour more', '2026-10-25T00:30:00+02:00', 'Europe/Berlin', 'Until 18:00', 1_110],
  ['where it is already tomorrow', '2026-11-24T20:00:00Z', 'Pacific/Auckland', 'Until 18:00', 540],
])('the end of the day is the zone’s: %s', (_, now, zone, label, minutes) => {
  expect(endOfDay(now, zone)).toEqual({ label, minutes })
})

test('less than asked for is told from what took a moment', () => {
  const now = Date.parse('2026-11-24T10:00:00Z')
  expect(isCut('2026-11-24T12:00:00.000Z', 480, now)).toBe(true)
  expect(isCut('2026-11-24T17:59:58.000Z', 480, now)).toBe(false)
  expect(isCut('2026-11-24T18:00:03.000Z', 480, now)).toBe(false)
})
