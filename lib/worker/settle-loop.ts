import { settleReplies } from '@/lib/outbox/settle-service'
import { runEvery } from './every'

const EVERY_MS = 2_000
const AT_ONCE = 20

/** Looks in Popp for replies of which nobody knows whether they arrived. */
export const runSettling = (signal: AbortSignal, everyMs = EVERY_MS): Promise<void> =>
  runEvery(
    {
      what: 'search for unclear replies',
      everyMs,
      work: async () => (await settleReplies(AT_ONCE, signal)) === AT_ONCE,
    },
    signal,
  )
