import { queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { noteServerTime } from '@/lib/reviews/client-clock'
import { type PresenceRequest, presenceAnswer } from './schema'

const PATH = '/api/presence'
/** What takes longer says nothing of now. */
const TIMEOUT_MS = 8_000

/** Who else is where. Kept true by the live stream; signs of life alone are no message (see `useStillPresent`). */
export const presenceOptions = () =>
  queryOptions({
    queryKey: ['presence'] as const,
    queryFn: async ({ signal }) => {
      const answer = await fetchJson(presenceAnswer, PATH, { signal })
      noteServerTime(answer.now)
      return answer
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Says where this member is; what fails is said again by the next sign of life. */
export const sayPresent = (request: PresenceRequest) => say('PUT', request)

/** `closing`: the page goes away, and the request has to outlive it. */
export const sayLeft = (reviewItemId: string, closing: boolean) => say('DELETE', { reviewItemId }, closing)

async function say(method: 'PUT' | 'DELETE', body: object, keepalive = false): Promise<void> {
  // Offline it would only fail, and be written into the browser's console.
  if (!navigator.onLine) return
  await fetch(PATH, {
    method,
    keepalive,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {})
}
