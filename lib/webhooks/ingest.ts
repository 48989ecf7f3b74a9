import { metrics } from '@/lib/platform/metrics'
import { closeIngestPool } from '@/lib/platform/pg'
import { rateLimit } from '@/lib/platform/rate-limit'
import { forgetPerProcess, perProcess } from '@/lib/platform/singleton'
import { traced } from '@/lib/platform/trace'
import { Batcher } from './batcher'
import { DeliveryLog } from './delivery-log'
import { endpointCache } from './endpoints'
import type { NewEvent } from './event-store'
import { type Kept, keepEvents } from './keep'
import { wakeWorker } from './wake'

const MEBIBYTE = 1024 * 1024
/** Wrong signatures from one address to one endpoint, beyond which they are answered 429 and not logged. */
const WRONG_SIGNATURES = { points: 300, seconds: 60 }

/** What ingest keeps in a process: made at the first delivery, shared by both adapters. */
export const ingest = () =>
  perProcess('ingest', () => ({
    endpoints: endpointCache(),
    deliveries: new DeliveryLog(),
    wrongSignatures: rateLimit('wrong-signatures', WRONG_SIGNATURES),
    events: new Batcher<NewEvent, Kept>({
      run: keepAndWake,
      sizeOf: (event) => event.body.byteLength,
      maxItems: 256,
      maxBytes: 8 * MEBIBYTE,
      maxWaiting: 5_000,
      maxWaitingBytes: 64 * MEBIBYTE,
    }),
  }))

async function keepAndWake(events: NewEvent[]): Promise<Kept[]> {
  metrics().ingestBatch.observe(events.length)
  const kept = await traced('store events', { 'batch.events': events.length }, () => keepEvents(events))
  if (kept.some((result) => result.kept === 'stored')) wakeWorker()
  return kept
}

/** At shutdown, after the last answer: what is under way is finished and the delivery log written. */
export async function closeIngest(): Promise<void> {
  const open = forgetPerProcess<ReturnType<typeof ingest>>('ingest')
  await open?.events.drained()
  await open?.deliveries.close()
  await closeIngestPool()
}
