import { indexEvents } from '@/lib/webhooks/field-service'
import { runEvery } from './every'

/** What is quarantined or dead is found by its fields within this time. */
const EVERY_MS = 2_000

/** Makes findable by payload field what applying leaves out, a batch at a time. */
export const runIndexing = (signal: AbortSignal): Promise<void> =>
  runEvery({ what: 'indexing of payload fields', everyMs: EVERY_MS, work: indexEvents }, signal)
