import { z } from 'zod'
import { deliveryFilter, receivedFilter } from '@/lib/webhooks/delivery-filter'
import { fieldSearch } from '@/lib/webhooks/field-search'

/** As many events as may be named one by one. */
export const IDS_MAX = 1_000
/** As many events as one run deals with, the newest first. */
export const REPLAY_CAP = 10_000

/** Which events: these, or all that a filter of the deliveries screen finds, loaded or not. */
export const replaySelection = z.union([
  z.object({
    ids: z
      .array(z.uuid().toLowerCase())
      .min(1)
      .max(IDS_MAX)
      .transform((ids) => [...new Set(ids)]),
  }),
  z.object({
    filter: receivedFilter,
    field: fieldSearch.nullable().default(null),
  }),
])
export type ReplaySelection = z.infer<typeof replaySelection>

export const replayRequest = z.object({
  /** Only says what would change. */
  dryRun: z.boolean(),
  selection: replaySelection,
  cap: z.number().int().min(1).max(REPLAY_CAP).default(REPLAY_CAP),
})
export type ReplayRequest = z.infer<typeof replayRequest>

/**
 * As a run keeps it. The value of a payload field may be a person's: encrypted, and dropped when the run is over. A filter's
 * span of time is a moment here: it must not move while the run goes on.
 */
export const storedSelection = z.union([
  z.object({ ids: z.array(z.uuid()) }),
  z.object({
    filter: deliveryFilter,
    field: z.object({ path: z.string(), ciphertext: z.string().nullable() }).nullable(),
  }),
])
export type StoredSelection = z.infer<typeof storedSelection>
