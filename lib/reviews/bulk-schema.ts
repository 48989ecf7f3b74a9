import { z } from 'zod'
import { moment } from '@/lib/platform/moment'
import { handOverTarget } from './schema'
import { resolutionOutcomes } from './words'

/** So many items one request changes; the browser sends a larger selection in parts, with progress and a way to stop. */
export const BULK_PART_MAX = 100
/** So many a selection may hold. */
export const SELECTION_MAX = 10_000

/** An item as it was seen when it was selected: what has changed since is skipped, not overwritten. */
export const seenItem = z.object({ id: z.uuid(), version: z.number().int().min(0) })
export type SeenItem = z.infer<typeof seenItem>

export const bulkCommand = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('resolve'),
    outcome: z.enum(resolutionOutcomes),
    reason: z.string().trim().max(5_000, 'A reason holds at most 5,000 characters.').default(''),
  }),
  z.object({ kind: z.literal('snooze'), until: moment() }),
  z.object({ kind: z.literal('hand-over'), to: handOverTarget, note: z.string().trim().max(10_000).default('') }),
])
export type BulkCommand = z.infer<typeof bulkCommand>

export const bulkRequest = z.object({
  /** One for all parts of a command: undo names it. */
  batchId: z.uuid(),
  items: z.array(seenItem).min(1).max(BULK_PART_MAX),
  command: bulkCommand,
})
export type BulkRequest = z.infer<typeof bulkRequest>

/** `reason` is a refusal's code, as single commands give it. */
export const skippedItem = z.object({ id: z.string(), candidateName: z.string().nullable(), reason: z.string() })
export type SkippedItem = z.infer<typeof skippedItem>
export const bulkAnswer = z.object({ done: z.array(z.string()), skipped: z.array(skippedItem) })
export type BulkAnswer = z.infer<typeof bulkAnswer>

/** `after`: the answer's `next` of the part before. */
export const bulkUndoRequest = z.object({ batchId: z.uuid(), after: z.uuid().nullable().default(null) })
export type BulkUndoRequest = z.infer<typeof bulkUndoRequest>
/** One part undone. `next` null = that was the last. */
export const bulkUndoAnswer = bulkAnswer.extend({ next: z.string().nullable() })
export type BulkUndoAnswer = z.infer<typeof bulkUndoAnswer>

/** All that a filter finds now, loaded by the browser or not. `more` = it finds more than `SELECTION_MAX`. */
export const selectionAnswer = z.object({ items: z.array(seenItem), more: z.boolean() })
