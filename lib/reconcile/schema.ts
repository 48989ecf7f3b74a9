import { z } from 'zod'
import { poppFailureReasons } from '@/lib/popp/schema-failure'

export const reconcileStates = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const
export type ReconcileState = (typeof reconcileStates)[number]

/** Why a run ends before its end: what Popp's API answered, or what became of its pages. */
export const runFailures = [...poppFailureReasons, 'no-key', 'page-failed', 'endless'] as const
export type RunFailure = (typeof runFailures)[number]

/** One comparison of Popp's list with what arrived. */
export const reconcileRun = z.object({
  id: z.string(),
  state: z.enum(reconcileStates),
  /** Null = the schedule. */
  startedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Asked to stop: it does so after the page under way. */
  stopping: z.boolean(),
  /** Conversations listed = complete + recovered + unusable. */
  listed: z.number().int(),
  complete: z.number().int(),
  recovered: z.number().int(),
  unusable: z.number().int(),
  /** Events made for the recovered conversations. */
  events: z.number().int(),
  /** Why it failed, as a code. */
  error: z.string().nullable(),
})
export type ReconcileRun = z.infer<typeof reconcileRun>

export const reconcileOverview = z.object({
  /** Newest first. */
  runs: z.array(reconcileRun),
  /** Whether there is a key to read Popp's list with. */
  connected: z.boolean(),
  /** Null = only by hand. */
  everyMinutes: z.number().int().nullable(),
})
export type ReconcileOverview = z.infer<typeof reconcileOverview>

export const isOver = ({ state }: Pick<ReconcileRun, 'state'>): boolean => state !== 'waiting' && state !== 'running'
