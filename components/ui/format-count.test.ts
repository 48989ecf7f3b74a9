import { expect, it } from 'vitest'
import { formatCount } from './format-count'

it.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [1_001, '1,000+'],
  [250_000, '1,000+'],
])('shows %i as %s', (value, shown) => {
  expect(formatCount(value)).toBe(shown)
})
