import { expect, test } from 'vitest'
import { judgeArrivals, p95, paceOf } from './domain-lag'

const LIMIT = 100

test('one straggler among twenty is no lag, two are', () => {
  const delays = (late: number) => Array.from({ length: 20 }, (_, n) => (n < late ? 999 : 1))
  expect([p95(delays(1)), p95(delays(2)), p95([])]).toEqual([1, 999, null])
})

test('what comes back to half the limit is on time; in between nothing is said', () => {
  expect([101, 100, 51, 50, 0].map((seconds) => paceOf(seconds, LIMIT))).toEqual([
    'late',
    'near',
    'near',
    'on-time',
    'on-time',
  ])
})

test('a burst of old events is not yet late, three looks in a row are; one good look begins anew', () => {
  const [old, fresh] = [Array(5).fill(5_000), Array(5).fill(1)]
  const first = judgeArrivals(old, LIMIT, 0)
  expect(first).toEqual({ late: 1, pace: 'unknown' })
  const second = judgeArrivals(old, LIMIT, 1)
  expect(second).toEqual({ late: 2, pace: 'unknown' })
  expect(judgeArrivals(old, LIMIT, 2)).toEqual({ late: 3, pace: 'late' })
  expect(judgeArrivals(fresh, LIMIT, 2)).toEqual({ late: 0, pace: 'on-time' })
})

test('a few events say nothing', () => {
  expect(judgeArrivals([5_000, 5_000, 5_000, 5_000], LIMIT, 2)).toBe(null)
})
