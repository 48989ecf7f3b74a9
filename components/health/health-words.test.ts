import { expect, test } from 'vitest'
import { formatBytes, formatDuration } from './health-words'

test.each([
  [0.84, '0.8 ms'],
  [119.6, '120 ms'],
  [1_440, '1.4 s'],
  [180_000, '3 min'],
  [9_000_000, '2.5 h'],
])('%d milliseconds are said as %s', (ms, words) => expect(formatDuration(ms)).toBe(words))

test('sizes are in the unit that is read at a glance', () => {
  expect([formatBytes(64 * 1_024 ** 2), formatBytes(2.4 * 1_024 ** 3)]).toEqual(['64 MB', '2.4 GB'])
})
