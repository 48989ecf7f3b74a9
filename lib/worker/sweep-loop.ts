import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { sweepEnded } from '@/lib/reviews/sweep-service'
import { describeError } from './failure'

/** Who looks at the inbox sees an item come back within this time of its lease's or snooze's end. */
const EVERY_MS = 1_000
/** As many as one sweep takes: then there may be more, which need not wait a second. */
const AT_ONCE = 500

/**
 * Ends leases and snoozes that are over, every second until `signal` aborts, one sweep after the other. While the database
 * is away it goes on trying: what ends meanwhile is found afterwards.
 */
export async function runSweeps(signal: AbortSignal, everyMs = EVERY_MS): Promise<void> {
  let isAway = false
  while (!signal.aborted) {
    let swept = 0
    try {
      swept = await sweepEnded(AT_ONCE)
      isAway = false
    } catch (error) {
      if (!isAway) log().warn({ reason: describeError(error) }, 'leases and snoozes could not be swept, trying again')
      isAway = true
    }
    if (swept < AT_ONCE) await wait(everyMs, undefined, { signal }).catch(() => {})
  }
}
