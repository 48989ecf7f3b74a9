import type { IncomingHttpHeaders } from 'node:http'
import type { CallOutcome } from '@/lib/outbox/handler'
import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto'
import { env } from '@/lib/platform/env'
import { outwardOptions } from '@/lib/platform/http/private-address'
import { exchange } from '@/lib/popp/client/exchange'

const TIMEOUT_MS = 10_000
const RETRY_AFTER_MAX_SECONDS = 3_600
const CONNECT_MS = 5_000
/** What it says does not matter, and may be endless. */
const ANSWER_BYTES = 4_096

const key = () => deriveKey(env().APP_SECRET, 'alert-chat')
export const sealChatAddress = (address: string) => encrypt(key(), address)

/** Null when it was encrypted with another APP_SECRET. */
export function openChatAddress(ciphertext: Uint8Array): string | null {
  try {
    return decrypt(key(), ciphertext)
  } catch {
    return null
  }
}

/**
 * Posts a text as Slack, Teams, Google Chat and Mattermost take it at their incoming webhooks. Follows no redirect. Cut by
 * `signal`, it was not sent as long as there was no connection; after that nobody knows.
 */
export async function postToChat(address: string, text: string, signal?: AbortSignal): Promise<CallOutcome> {
  const url = new URL(address)
  const outward = outwardOptions(url)
  if (!outward) return { state: 'failed', reason: 'private-address' }
  if (signal?.aborted) return { state: 'again', reason: 'not-sent-in-time' }
  const answer = await exchange({
    ...{ method: 'POST', url, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) },
    ...{ connectMs: CONNECT_MS, wholeMs: TIMEOUT_MS, maxBytes: ANSWER_BYTES, signal, ...outward },
  })
  if (answer.answered) return outcomeOf(answer)
  if (!answer.sent) return { state: 'again', reason: 'no-connection' }
  return { state: 'unclear', reason: answer.cause === 'timeout' ? 'no-answer' : 'connection-lost' }
}

function outcomeOf({ status, headers }: { status: number; headers: IncomingHttpHeaders }): CallOutcome {
  if (status >= 200 && status < 300) return { state: 'done' }
  const reason = `http-${status}` as const
  if (status !== 429 && status < 500) return { state: 'failed', reason }
  const seconds = Number(headers['retry-after'])
  return {
    state: 'again',
    reason,
    ...(seconds > 0 && { retryAfterSeconds: Math.min(seconds, RETRY_AFTER_MAX_SECONDS) }),
  }
}
