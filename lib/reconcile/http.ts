import { z } from 'zod'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import type { ReconcileRun } from './schema'

/** Of a path. What is no id names nothing: 404. */
export const reconcileParams = z.object({ id: z.uuid() })

const titles = {
  'not-connected': 'There is no key for Popp’s API: add one under Settings, Popp',
  'already-open': 'Popp’s list is being read already',
  over: 'This comparison is over already',
} as const

type Result = { ok: true; run: ReconcileRun } | { ok: false; reason: keyof typeof titles | 'unknown' }

/** The run as JSON, or the refusal as a problem with `reason`. */
export function reconcileResponse(result: Result, status = 200): Response {
  if (result.ok) return jsonResponse(result.run, status)
  if (result.reason === 'unknown') return problemResponse(problem('not-found'))
  return problemResponse(problem('conflict', { title: titles[result.reason], reason: result.reason }))
}
