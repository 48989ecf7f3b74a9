import { z } from 'zod'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import type { ReplayRun } from './schema'

/** Of a path. What is no id names nothing: 404. */
export const replayParams = z.object({ id: z.uuid() })

const titles = {
  'too-many-open': 'Several replays are waiting or running already: wait for one, or cancel it',
  over: 'This replay is over already',
} as const

type Result = { ok: true; run: ReplayRun } | { ok: false; reason: keyof typeof titles | 'unknown' }

/** The run as JSON, or the refusal as a problem with `reason`. */
export function replayResponse(result: Result, status = 200): Response {
  if (result.ok) return jsonResponse(result.run, status)
  if (result.reason === 'unknown') return problemResponse(problem('not-found'))
  return problemResponse(problem('conflict', { title: titles[result.reason], reason: result.reason }))
}
