import { z } from 'zod'
import { reconcileOverview } from '@/lib/reconcile/schema'

/** What came in one stretch of time, and how fast. Times in milliseconds; null = nothing to measure. */
export const bucket = z.object({
  from: z.iso.datetime(),
  stored: z.number().int(),
  duplicate: z.number().int(),
  rejected: z.number().int(),
  acknowledgedP50: z.number().nullable(),
  acknowledgedP99: z.number().nullable(),
  appliedP50: z.number().nullable(),
  appliedP99: z.number().nullable(),
  /** Attempts after the first, of the events that came then. */
  retries: z.number().int(),
})
export type Bucket = z.infer<typeof bucket>

const process = z.object({
  id: z.string(),
  role: z.string(),
  version: z.string(),
  since: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  streamClients: z.number().int(),
  pools: z.record(z.string(), z.object({ total: z.number(), idle: z.number(), waiting: z.number() })),
})
export type ProcessFacts = z.infer<typeof process>

export const healthSummary = z.object({
  at: z.iso.datetime(),
  /** Oldest first: 24 hours, the last one under way. */
  hours: z.array(bucket),
  /** Oldest first: 60 minutes, the last one under way. */
  minutes: z.array(bucket),
  queue: z.object({
    waiting: z.number().int(),
    oldestAt: z.iso.datetime().nullable(),
    dead: z.number().int(),
    quarantined: z.number().int(),
  }),
  outward: z.array(z.object({ kind: z.string(), state: z.string(), count: z.number().int() })),
  poppApi: z.object({ calls: z.number().int(), errors: z.number().int(), lastAt: z.iso.datetime().nullable() }),
  /** The newest comparison with Popp's list, and the newest that came to its end where that is another one. */
  reconcile: reconcileOverview,
  processes: z.array(process),
  databaseBytes: z.number(),
})
export type HealthSummary = z.infer<typeof healthSummary>
