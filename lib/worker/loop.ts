import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { applyBatch } from './batch'
import { describeError } from './failure'
import type { WakeUp } from './wake-up'

/** The queue is looked at this often even if no wake-up comes: a lost notification costs half a second. */
const POLL_MS = 500
const DATABASE_AWAY_MS = 1_000

/** Applies events until `signal` aborts; the batch under way is finished first. A database that is away is waited for. */
export async function runLoop(wakeUp: WakeUp, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      if ((await applyBatch()) === 0) await wakeUp.next(POLL_MS, signal)
    } catch (error) {
      log().warn({ reason: describeError(error) }, 'the queue could not be read, trying again')
      await wait(DATABASE_AWAY_MS, undefined, { signal }).catch(() => {})
    }
  }
}
