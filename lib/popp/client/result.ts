import type { IncomingHttpHeaders } from 'node:http'
import type { PoppFailureReason } from '../schema-failure'
import { retryAfterSeconds } from './retry-after'

export interface PoppFailure {
  ok: false
  reason: PoppFailureReason
  /** Popp's answer; absent when there was none. */
  status?: number
  /** Not before; Popp's own wish, or when the circuit lets a call through again. */
  retryAfterSeconds?: number
  /** False = surely nothing reached Popp: the same again can do nothing twice. */
  sent: boolean
}

/** What a call came to. Failures are values: nothing that Popp answers makes a call throw. */
export type PoppResult<T> = { ok: true; value: T; status: number; body: Uint8Array } | PoppFailure

const byStatus = new Map<number, PoppFailureReason>([
  [401, 'unauthorized'],
  [403, 'unauthorized'],
  [404, 'not-found'],
  [410, 'not-found'],
  [408, 'unavailable'],
  [409, 'conflict'],
  [425, 'unavailable'],
  [429, 'rate-limited'],
])

/** Null = a success. A redirect is not followed, so it is an answer that says nothing. */
export function failureOf(status: number, headers: IncomingHttpHeaders, now: number): PoppFailure | null {
  if (status >= 200 && status < 300) return null
  const reason = byStatus.get(status) ?? (status >= 500 ? 'unavailable' : status >= 400 ? 'invalid' : 'unreadable')
  const seconds = retryAfterSeconds(headers['retry-after'], now)
  return { ok: false, reason, status, ...(seconds !== null && { retryAfterSeconds: seconds }), sent: true }
}
