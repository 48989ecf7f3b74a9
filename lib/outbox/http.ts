import { z } from 'zod'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import type { ChangeResult } from './change-service'

export const callParams = z.object({ id: z.uuid() })

type Refusal = Exclude<Extract<ChangeResult, { ok: false }>['reason'], 'not-found'>
const titles: Record<Refusal, string> = {
  'not-yours': 'Only who wrote it, who holds the item, or an admin may do this',
  'not-waiting': 'This has left already, or was given up before',
  'not-in-trouble': 'This has not failed',
  superseded: 'What happened since goes before this: it can only be given up',
}

export function callResponse(result: ChangeResult): Response {
  if (result.ok) return jsonResponse({ call: result.call })
  const { reason } = result
  if (reason === 'not-found') return problemResponse(problem('not-found'))
  return problemResponse(problem('conflict', { title: titles[reason], reason }))
}
