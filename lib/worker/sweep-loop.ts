import { sweepEnded } from '@/lib/reviews/sweep-service'
import { runEvery } from './every'

/** Who looks at the inbox sees an item come back within this time of its lease's or snooze's end. */
const EVERY_MS = 1_000
/** As many as one sweep takes: then there may be more, which need not wait a second. */
const AT_ONCE = 500

/** Ends leases and snoozes that are over. While the database is away, what ends meanwhile is found afterwards. */
export const runSweeps = (signal: AbortSignal, everyMs = EVERY_MS): Promise<void> =>
  runEvery(
    { what: 'sweep of leases and snoozes', everyMs, work: async () => (await sweepEnded(AT_ONCE)) === AT_ONCE },
    signal,
  )
