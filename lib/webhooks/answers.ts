import type { Problem } from '@/lib/platform/http/problem'
import type { RejectionCause } from './schema'

/** Every reason for which a delivery is not kept: status, and the sentence its sender reads. */
const refusals = {
  'unknown-endpoint': [404, 'There is no endpoint at this address'],
  'method-not-allowed': [405, 'Deliveries are sent with POST'],
  'unsupported-type': [415, 'The content type must be application/json'],
  'too-large': [413, 'The body is larger than 1 MiB'],
  incomplete: [400, 'The body ended too early'],
  crumbled: [400, 'The body comes in too many pieces'],
  'missing-signature': [401, 'The x-signature header is missing'],
  'malformed-signature': [401, 'The x-signature header is not an HMAC-SHA256 in hex or base64'],
  'wrong-signature': [401, 'The signature does not match the body and any active secret of this endpoint'],
  'too-many-requests': [429, 'Too many deliveries with a wrong signature'],
  'not-json': [422, 'The body is not JSON'],
  'no-envelope': [422, 'The body is not an event of Popp'],
  busy: [503, 'Too many deliveries are waiting to be stored'],
  unavailable: [503, 'The delivery could not be stored right now'],
} as const satisfies Record<RejectionCause, unknown> & Record<string, readonly [number, string]>

export type Refusal = keyof typeof refusals

export interface IngestAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** Seconds after which a sender may try again. */
const RETRY_AFTER_SECONDS = 2
const json = { 'content-type': 'application/json', 'cache-control': 'no-store' }

export const keptAnswer = (status: 'stored' | 'duplicate', eventId: string): IngestAnswer => ({
  status: 200,
  headers: json,
  body: `{"status":"${status}","eventId":"${eventId}"}`,
})

export function refusalAnswer(
  refusal: Refusal,
  more: { detail?: string; retryAfterSeconds?: number } = {},
): IngestAnswer {
  const [status, title] = refusals[refusal]
  const body: Problem = { type: `/problems/${refusal}`, title, status, cause: refusal }
  if (more.detail) body.detail = more.detail
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 405 ? { allow: 'POST' } : {}),
      ...(status === 503 || status === 429
        ? { 'retry-after': String(more.retryAfterSeconds ?? RETRY_AFTER_SECONDS) }
        : {}),
      // What was not read of the body must not be taken for the next request.
      ...(status === 413 || status === 400 ? { connection: 'close' } : {}),
    },
    body: JSON.stringify(body),
  }
}
