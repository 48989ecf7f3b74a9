import { log } from '@/lib/platform/log'
import { ingestPool } from '@/lib/platform/pg'
import { perProcess } from '@/lib/platform/singleton'
import { WORK_CHANNEL } from '@/lib/platform/worker-signals'

/** A NOTIFY in the commit of every ingest batch would cost two thirds of the throughput: one in this time is enough. */
const COALESCE_MS = 50

const state = () => perProcess('wake-worker', () => ({ resting: false, again: false }))

/** Tells the worker that there is work, after its commit. At once, then at most every 50 ms. A lost call costs one poll. */
export function wakeWorker(): void {
  const now = state()
  if (now.resting) {
    now.again = true
    return
  }
  now.resting = true
  ingestPool()
    .query({ name: 'wake', text: 'SELECT pg_notify($1, $2)', values: [WORK_CHANNEL, ''] })
    .catch((error: { code?: string }) => log().warn({ code: error.code }, 'the worker was not woken'))
  setTimeout(() => {
    const again = now.again
    Object.assign(now, { resting: false, again: false })
    if (again) wakeWorker()
  }, COALESCE_MS)
}
