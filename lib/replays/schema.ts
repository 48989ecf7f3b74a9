import { z } from 'zod'

export const replayStates = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const
export type ReplayState = (typeof replayStates)[number]

/** Why an event was not applied again, as a code; a failure has the code of its error. */
export const skipReasons = ['quarantined', 'no-longer-matches', 'not-tried'] as const
export type SkipReason = (typeof skipReasons)[number]

export const changedParts = ['conversation', 'answers', 'review'] as const

export const replayRun = z.object({
  id: z.string(),
  state: z.enum(replayStates),
  dryRun: z.boolean(),
  startedBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Asked to stop: it does so after the page under way. */
  stopping: z.boolean(),
  /** How many events were named; null = all that a filter finds. */
  named: z.number().int().nullable(),
  cap: z.number().int(),
  /** Events that match. Dealt with are the newest, up to the cap: applied + skipped + failed. */
  matched: z.number().int(),
  applied: z.number().int(),
  skipped: z.number().int(),
  failed: z.number().int(),
  /** Conversations looked at. */
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** How many events were skipped or failed for which reason. */
  reasons: z.record(z.string(), z.number().int()),
})
export type ReplayRun = z.infer<typeof replayRun>

export const replayList = z.object({ runs: z.array(replayRun) })

export const replayDetail = z.object({
  run: replayRun,
  /** Conversations that changed or would change, the first of them. */
  records: z.array(z.object({ recordKey: z.string(), parts: z.array(z.enum(changedParts)) })),
})
export type ReplayDetail = z.infer<typeof replayDetail>

export const isOver = ({ state }: Pick<ReplayRun, 'state'>) => state !== 'waiting' && state !== 'running'
