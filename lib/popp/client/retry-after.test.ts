import { expect, test } from 'vitest'
import { retryAfterSeconds } from './retry-after'

const NOW = Date.parse('2026-03-11T15:20:00.400Z')

test.each([
  ['2', 2],
  [' 30 ', 30],
  ['0', 0],
  ['86400', 900],
  ['Wed, 11 Mar 2026 15:20:09 GMT', 9],
  ['Wednesday, 11-Mar-26 15:20:09 GMT', 9],
  ['Wed, 11 Mar 2026 15:00:00 GMT', 0],
  ['Wed, 11 Mar 2037 15:00:00 GMT', 900],
  ['soon', null],
  ['-1', null],
  ['1.5', null],
  ['', null],
  [undefined, null],
])('%j is %s seconds', (header, seconds) => expect(retryAfterSeconds(header, NOW)).toBe(seconds))
