import { z } from 'zod'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import { VIEWS_PER_MEMBER_MAX } from './schema'
import type { ViewResult } from './service'

/** Of a path. What is no id names no view: 404. */
export const viewParams = z.object({ id: z.uuid() })

const refusals = {
  'not-found': () => problem('not-found'),
  'not-yours': () =>
    problem('conflict', { title: 'Only who made it, or an admin, may change a shared view', reason: 'not-yours' }),
  'too-many': () =>
    problem('not-valid', {
      errors: [{ field: 'name', message: `You have ${VIEWS_PER_MEMBER_MAX} views. Remove one first.` }],
    }),
}

export const viewResponse = <T>(result: ViewResult<T>, answer: (value: T) => unknown, status = 200): Response =>
  result.ok ? jsonResponse(answer(result.value), status) : problemResponse(refusals[result.reason]())
