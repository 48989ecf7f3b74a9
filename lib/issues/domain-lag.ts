/** So few events are judged together with the next ones. */
const JUDGED_MIN = 5
/** A burst of old events (Popp sends a history) is over by then; what is late for longer is a lag. */
const LATE_IN_A_ROW = 3

/** 19 of 20 are not above it; null of none. */
export function p95(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? null
}

/** `near` = between half the limit and the limit: whatever was said stands, so that it does not go to and fro. */
export type Pace = 'on-time' | 'near' | 'late'

export function paceOf(seconds: number, limitSeconds: number): Pace {
  if (seconds > limitSeconds) return 'late'
  return seconds > limitSeconds / 2 ? 'near' : 'on-time'
}

export interface Arrivals {
  /** Looks in a row that found events late. */
  late: number
  pace: Pace | 'unknown'
}

/** From Popp's time of each event until it arrived, in seconds, of those since the last look. Null = too few to tell. */
export function judgeArrivals(delays: readonly number[], limitSeconds: number, lateBefore: number): Arrivals | null {
  if (delays.length < JUDGED_MIN) return null
  const pace = paceOf(p95(delays)!, limitSeconds)
  if (pace !== 'late') return { late: 0, pace }
  const late = lateBefore + 1
  return { late, pace: late < LATE_IN_A_ROW ? 'unknown' : pace }
}
