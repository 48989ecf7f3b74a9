import { z } from 'zod'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import { MACROS_MAX, type Macro } from './schema'

export const macroParams = z.object({ id: z.uuid() })

type Result = { ok: true; macro?: Macro } | { ok: false; reason: 'not-found' | 'not-yours' | 'too-many' }

export function macroResponse(result: Result): Response {
  if (result.ok) return jsonResponse(result.macro ? { macro: result.macro } : {})
  if (result.reason === 'not-found') return problemResponse(problem('not-found'))
  if (result.reason === 'not-yours')
    return problemResponse(
      problem('conflict', { title: 'Only who made it, or an admin, may change a shared macro', reason: 'not-yours' }),
    )
  const errors = [{ field: 'name', message: `There are ${MACROS_MAX} macros already. Remove one first.` }]
  return problemResponse(problem('not-valid', { errors }))
}
