import { isServer, notifyManager, QueryClient } from '@tanstack/react-query'
import { inFrame } from '@/lib/platform/frame'
import { refetchEarlyStale } from './early-stale'

/** The live stream says when something changed; this is only how long a view is trusted without it. */
const STALE_MS = 30_000

/** What the server refused will be refused again; only what may pass by itself is tried again. */
const RETRYABLE_STATUS = new Set([408, 425, 429, 500, 502, 503, 504])
const MAX_RETRIES = 2

export function shouldRetry(failures: number, error: unknown): boolean {
  if (failures >= MAX_RETRIES) return false
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  return typeof status !== 'number' || RETRYABLE_STATUS.has(status)
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Back online, the live stream's own way of catching up fetches everything: twice would be later, not truer.
      queries: { staleTime: STALE_MS, retry: shouldRetry, refetchOnReconnect: false },
      mutations: { retry: false },
    },
  })
}

/**
 * What changes in one go is drawn in one go, in the frame that shows it: a claim tells of itself, of its item, of the list
 * and of the counts. Left to itself each of them has a timer of its own: the screen is drawn four times, and the key's own
 * frame comes before the first.
 */
function tellTogether(): void {
  let waiting: (() => void)[] = []
  notifyManager.setScheduler((tell) => {
    if (waiting.push(tell) > 1) return
    inFrame(() => {
      const told = waiting
      waiting = []
      for (const one of told) one()
    })
  })
}

let browserClient: QueryClient | undefined

/** One client per browser tab; on the server a new one each time, or members would read each other's cache. */
export function queryClientFor(): QueryClient {
  if (isServer) return createQueryClient()
  if (!browserClient) {
    tellTogether()
    browserClient = createQueryClient()
    refetchEarlyStale(browserClient)
  }
  return browserClient
}
