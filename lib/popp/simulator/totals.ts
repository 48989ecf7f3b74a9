import type { Attempt, DeliveryResult } from './deliver'

/** What a sender has to say at the end. */
export interface Totals {
  /** HTTP requests, every attempt counted. */
  sent: number
  acknowledged: number
  /** Of the acknowledged: those that the receiver had already. */
  duplicates: number
  retries: number
  /** Answers other than 200, by status; 0: no answer at all. */
  refused: Map<number, number>
  /** Given up without a 200. */
  lost: number
  /** Sent with a wrong signature on purpose, and how many of those were taken all the same. */
  forged: number
  forgedAccepted: number
  /** Of acknowledged attempts. */
  acknowledgementsMs: number[]
}

/** Enough for a percentile; a demo that runs for weeks must not remember each answer. */
const MAX_REMEMBERED = 100_000

export function emptyTotals(): Totals {
  return {
    sent: 0,
    acknowledged: 0,
    duplicates: 0,
    retries: 0,
    refused: new Map(),
    lost: 0,
    forged: 0,
    forgedAccepted: 0,
    acknowledgementsMs: [],
  }
}

export function countAttempt(totals: Totals, { status, durationMs, willRetry }: Attempt): void {
  totals.sent++
  if (willRetry) totals.retries++
  if (status !== 200) totals.refused.set(status, (totals.refused.get(status) ?? 0) + 1)
  else if (totals.acknowledgementsMs.length < MAX_REMEMBERED) totals.acknowledgementsMs.push(durationMs)
}

export function countResult(totals: Totals, { acknowledged, duplicate }: DeliveryResult): void {
  if (!acknowledged) totals.lost++
  else totals.acknowledged++
  if (duplicate) totals.duplicates++
}

export function countForged(totals: Totals, { acknowledged }: DeliveryResult): void {
  totals.forged++
  if (acknowledged) totals.forgedAccepted++
}

/** The value that `share` of all values do not exceed; null when there are none. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}
