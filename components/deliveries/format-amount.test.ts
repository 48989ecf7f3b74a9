import { expect, test } from 'vitest'
import { formatMs, formatSize } from './format-amount'
import { formatLater } from './format-later'

test('acknowledgement times have one decimal, also when there is none to show', () => {
  expect([0.04, 3, 3.456, 1_234.5].map(formatMs)).toEqual(['0.0 ms', '3.0 ms', '3.5 ms', '1,234.5 ms'])
  expect(formatMs(null)).toBe('not recorded')
})

test('sizes change their unit before they overflow it', () => {
  expect([0, 812, 1_023, 1_024, 1_844].map(formatSize)).toEqual(['0 B', '812 B', '1,023 B', '1.0 KB', '1.8 KB'])
  expect([1_048_575, 1_048_576, 1_600_000].map(formatSize)).toEqual(['1.0 MB', '1.0 MB', '1.5 MB'])
})

test('a repeated copy says how long after the first it came', () => {
  const s = 1_000
  expect([0, 99, 340, 59.99 * s].map(formatLater)).toEqual([
    '0.0 s later',
    '0.0 s later',
    '0.3 s later',
    '59.9 s later',
  ])
  expect([60 * s, 3_599 * s].map(formatLater)).toEqual(['1 min later', '59 min later'])
  expect([3_600 * s, 86_399 * s, 86_400 * s].map(formatLater)).toEqual(['1 h later', '23 h later', '1 d later'])
  expect(formatLater(-5)).toBe('0.0 s later')
})
