import { z } from 'zod'
import { jsonResponse, type Problem, problem, problemResponse } from '@/lib/platform/http/problem'
import type { CommandResult } from './command'

/** Of a path. What is no id names no item: 404. */
export const itemParams = z.object({ id: z.uuid() })

type Reason = Extract<CommandResult, { ok: false }>['reason']
type Words = { status: 404 } | { status: 409; title: string } | { status: 422; field: string; message: string }

/** How each refusal is answered. */
const answers: Record<Reason, Words> = {
  'not-found': { status: 404 },
  'held-by-other': { status: 409, title: 'Somebody else holds this item' },
  'already-held': { status: 409, title: 'You hold this item already' },
  'not-held': { status: 409, title: 'You do not hold this item any more' },
  'already-resolved': { status: 409, title: 'This item has been resolved' },
  'not-resolved': { status: 409, title: 'This item is open' },
  'not-snoozed': { status: 409, title: 'This item is awake' },
  'nothing-to-undo': { status: 409, title: 'There is nothing to undo' },
  'changed-since': { status: 409, title: 'This item has changed since, so it cannot be undone' },
  'undo-too-late': { status: 409, title: 'This was too long ago to undo' },
  'until-not-ahead': { status: 422, field: 'until', message: 'Choose a time ahead, within a year.' },
  'not-allowed': { status: 409, title: 'Who should have this item may not decide review items' },
  'stale-version': { status: 409, title: 'This item has changed since you saw it' },
  'opted-out': { status: 409, title: 'The candidate opted out: do not contact' },
  'not-connected': { status: 409, title: 'Popp’s API is not connected' },
  'reason-required': { status: 422, field: 'reason', message: 'Say why.' },
  'key-reused': { status: 422, field: 'idempotencyKey', message: 'This key was used for something else.' },
}

/** A command's answer: `{ item, actionId }` as it now is, or the refusal as a problem with `reason`, `item` and, if held, `holder`. */
export function commandResponse(result: CommandResult): Response {
  if (result.ok) return jsonResponse({ item: result.item, actionId: result.actionId })
  return problemResponse(refusalProblem(result))
}

function refusalProblem({ reason, item }: Extract<CommandResult, { ok: false }>): Problem {
  const answer = answers[reason]
  if (answer.status === 404) return problem('not-found')
  if (answer.status === 422) {
    const { field, message } = answer
    return problem('not-valid', { errors: [{ field, message }], reason, item })
  }
  const holder = item?.holder ? { holder: item.holder } : {}
  return problem('conflict', { title: answer.title, reason, item, ...holder })
}
