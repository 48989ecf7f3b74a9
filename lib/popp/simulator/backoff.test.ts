import { describe, expect, it } from 'vitest'
import { backoffMs, retryAfterMs } from './backoff'
import { mulberry32 } from './random'

const NOW = Date.parse('2026-03-11T15:20:00Z')

describe('the waits between attempts', () => {
  it('double, with at most half of each left to chance, up to 15 s', () => {
    const random = mulberry32(1)
    for (const [failed, full] of [
      [1, 200],
      [2, 400],
      [5, 3200],
      [8, 15_000],
      [5000, 15_000],
    ] as const)
      for (let n = 0; n < 50; n++)
        expect(backoffMs(random, failed)).toSatisfy((ms: number) => ms >= full / 2 && ms <= full)
  })

  it('are never shorter than Retry-After, and never a minute longer than the sender has patience', () => {
    expect(backoffMs(() => 0, 1, 3000)).toBe(3000)
    expect(backoffMs(() => 1, 8, 3000)).toBe(15_000)
    expect(backoffMs(() => 0, 1, 86_400_000)).toBe(60_000)
  })

  it('read Retry-After as seconds or as a date, and ignore nonsense and the past', () => {
    expect(retryAfterMs('2', NOW)).toBe(2000)
    expect(retryAfterMs('Wed, 11 Mar 2026 15:20:09 GMT', NOW)).toBe(9000)
    expect(retryAfterMs('Wed, 11 Mar 2026 15:00:00 GMT', NOW)).toBe(0)
    expect(retryAfterMs('soon', NOW)).toBe(0)
    expect(retryAfterMs(undefined, NOW)).toBe(0)
  })
})
