import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import type { Refusal } from './domain'
import type { CommandResult } from './service'

const titles: Record<Refusal, string> = {
  'already-acknowledged': 'Somebody has acknowledged this issue already',
  'already-resolved': 'This issue is resolved already',
  'stale-version': 'This issue has changed meanwhile',
}

/** The issue, or the refusal with the issue as it stands. */
export function issueResponse(result: CommandResult): Response {
  if (result.ok) return jsonResponse({ issue: result.issue })
  if (result.reason === 'not-found') return problemResponse(problem('not-found'))
  const { reason, issue } = result
  return problemResponse(problem('conflict', { title: titles[reason], reason, issue }))
}
