import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { perProcess } from './singleton'

export type RateLimitResult = { ok: true } | { ok: false; retryAfterSeconds: number }

export interface RateLimit {
  /** Counts one use. Refused from use `points + 1` within `seconds` on, until the time since the first use is over. */
  hit(key: string): Promise<RateLimitResult>
  /** Asks without counting. */
  check(key: string): Promise<RateLimitResult>
  /** Forgets the key: what was counted turned out to be legitimate. */
  reset(key: string): Promise<void>
  /** Takes one use back: this one turned out to be legitimate, the others may not. */
  giveBack(key: string): Promise<void>
}

/**
 * A limit in this process's memory: with several web processes each counts for itself, so a sender gets at most that many
 * times more. Enough against floods and guessing, and it needs no database when the database is what is in trouble.
 */
export const rateLimit = (name: string, { points, seconds }: { points: number; seconds: number }): RateLimit =>
  perProcess(`rate-limit:${name}`, () => {
    const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })
    return {
      hit: async (key) => {
        try {
          await limiter.consume(key)
          return { ok: true }
        } catch (refusal) {
          // The library throws its answer; anything else is a bug.
          if (!(refusal instanceof RateLimiterRes)) throw refusal
          return refused(refusal)
        }
      },
      check: async (key) => {
        const used = await limiter.get(key)
        return used && used.remainingPoints <= 0 ? refused(used) : { ok: true }
      },
      reset: async (key) => {
        await limiter.delete(key)
      },
      giveBack: async (key) => {
        await limiter.reward(key)
      },
    }
  })

const refused = (result: RateLimiterRes) => ({
  ok: false as const,
  retryAfterSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
})
