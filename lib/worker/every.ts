import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { describeError } from './failure'

interface Repeated {
  /** As the log names it. */
  what: string
  everyMs: number
  /** Resolves to true when there is more to do at once. */
  work: () => Promise<boolean>
}

/**
 * Does some work again and again until `signal` aborts, one time after the other. What fails is tried again after the same
 * time and said once, not every second: the database may be away for long.
 */
export async function runEvery({ what, everyMs, work }: Repeated, signal: AbortSignal): Promise<void> {
  let isFailing = false
  while (!signal.aborted) {
    let hasMore = false
    try {
      hasMore = await work()
      isFailing = false
    } catch (error) {
      if (!isFailing) log().warn({ what, reason: describeError(error) }, 'not done, trying again')
      isFailing = true
    }
    if (!hasMore) await wait(everyMs, undefined, { signal }).catch(() => {})
  }
}
