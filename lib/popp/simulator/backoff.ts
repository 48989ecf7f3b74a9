import type { Random } from './random'

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 15_000
/** A sender that is told to come back tomorrow comes back sooner. */
const LONGEST_OBEYED_MS = 60_000

/** How long to wait before the next attempt: doubling, half of it jitter, never shorter than `Retry-After` asks. */
export function backoffMs(random: Random, failedAttempts: number, retryAfterMs = 0): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failedAttempts - 1, 20))
  const jittered = full / 2 + (full / 2) * random()
  return Math.max(jittered, Math.min(retryAfterMs, LONGEST_OBEYED_MS))
}

/** A sender with patience: what is not taken at once is sent again for two and a half days. */
export const PATIENT_WAITS_MS = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 24 * 3600].map(
  (seconds) => seconds * 1000,
)

/** The wait before the next attempt by such a plan, a tenth of it jitter, in time that runs `timeFactor` times as fast. */
export function plannedMs(
  random: Random,
  { waitsMs, timeFactor }: RetryPlan,
  failed: number,
  retryAfterMs = 0,
): number {
  const jittered = (waitsMs[failed - 1] ?? 0) * (0.95 + 0.1 * random())
  return Math.max(jittered, retryAfterMs) / timeFactor
}

export interface RetryPlan {
  /** Between the attempts; there is one attempt more than waits. */
  waitsMs: readonly number[]
  timeFactor: number
}

/** `Retry-After` is a number of seconds or a date (RFC 9110); anything else is no advice. */
export function retryAfterMs(header: string | undefined, now: number): number {
  if (!header) return 0
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now)
}
