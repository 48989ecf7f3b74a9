import type { CallOutcome } from '@/lib/outbox/handler'
import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto'
import { env } from '@/lib/platform/env'

const TIMEOUT_MS = 10_000
const RETRY_AFTER_MAX_SECONDS = 3_600
/** Nothing was sent: there was no connection. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

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

/** Posts a text as Slack, Teams, Google Chat and Mattermost take it at their incoming webhooks. Follows no redirect. */
export async function postToChat(address: string, text: string): Promise<CallOutcome> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    // What it says does not matter, and may be endless.
    await answer.body?.cancel()
    return outcomeOf(answer)
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code
    if (cause && NOT_SENT.has(cause)) return { state: 'again', reason: 'no-connection' }
    return { state: 'unclear', reason: (error as Error).name === 'TimeoutError' ? 'no-answer' : 'connection-lost' }
  }
}

function outcomeOf({ ok, status, headers }: Response): CallOutcome {
  if (ok) return { state: 'done' }
  const reason = `http-${status}`
  if (status !== 429 && status < 500) return { state: 'failed', reason }
  const seconds = Number(headers.get('retry-after'))
  return {
    state: 'again',
    reason,
    ...(seconds > 0 && { retryAfterSeconds: Math.min(seconds, RETRY_AFTER_MAX_SECONDS) }),
  }
}
