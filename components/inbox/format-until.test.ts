import { expect, test } from 'vitest'
import { formatUntil } from './format-until'

const NOW = Date.parse('2026-11-24T22:30:00Z')

test.each([
  ['today, by the reader’s calendar', '2026-11-24T22:59:00Z', 'Europe/Berlin', '23:59'],
  ['tomorrow for one reader', '2026-11-24T23:30:00Z', 'Europe/Berlin', 'Wed 00:30'],
  ['is today for another', '2026-11-24T23:30:00Z', 'Europe/London', '23:30'],
  ['this week', '2026-11-30T08:00:00Z', 'Europe/Berlin', 'Mon 09:00'],
  ['the same weekday next week', '2026-12-01T08:00:00Z', 'Europe/Berlin', '1 Dec 09:00'],
  ['next year', '2027-01-04T08:00:00Z', 'Europe/Berlin', '4 Jan 2027 09:00'],
  ['over already', '2026-11-20T08:00:00Z', 'Europe/Berlin', '20 Nov 09:00'],
])('a time says as much of its day as it takes: %s', (_, until, zone, words) => {
  expect(formatUntil(until, NOW, zone)).toBe(words)
})
