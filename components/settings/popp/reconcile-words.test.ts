import { expect, it } from 'vitest'
import { resultWords } from './reconcile-words'

const run = { state: 'done', listed: 340, complete: 331, recovered: 9, unusable: 0 } as const

it.each([
  [run, '340 on Popp’s list: 331 complete, 9 recovered'],
  [{ ...run, listed: 341, unusable: 1 }, '341 on Popp’s list: 331 complete, 9 recovered, 1 could not be read'],
  [{ ...run, state: 'running' as const }, '340 read so far: 331 complete, 9 recovered'],
  [{ ...run, listed: 0 }, 'Popp’s list is empty.'],
  [{ ...run, state: 'failed' as const, listed: 0 }, 'Nothing was read.'],
  [{ ...run, state: 'running' as const, listed: 0 }, 'Nothing was read yet.'],
  [{ ...run, state: 'waiting' as const }, 'Begins within a second.'],
])('tells numbers that add up: %j', (numbers, words) => expect(resultWords(numbers)).toBe(words))
