import { z } from 'zod'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import { ENDPOINTS_MAX, SECRETS_MAX } from './schema'

/** Of a path. What is no id names nothing: 404. */
export const endpointParams = z.object({ id: z.uuid() })
export const secretParams = z.object({ id: z.uuid(), secretId: z.uuid() })

type Words = { status: 404 } | { status: 409; title: string } | { status: 422; field: string; message: string }

/** How each refusal is answered. */
const answers = {
  'not-found': { status: 404 },
  'name-not-confirmed': { status: 422, field: 'confirmName', message: 'Type the endpoint’s name as it stands above.' },
  'too-many': { status: 409, title: `An organization has at most ${ENDPOINTS_MAX} endpoints in use` },
  'too-many-secrets': {
    status: 409,
    title: `An endpoint has at most ${SECRETS_MAX} active secrets: retire one that Popp no longer signs with`,
  },
  'last-secret': { status: 409, title: 'An endpoint that takes only signed deliveries keeps its last secret' },
  'no-secret': { status: 409, title: 'There is no active secret to sign a test with' },
  'other-app-secret': {
    status: 409,
    title: 'What is encrypted in this database was encrypted with another APP_SECRET',
  },
} as const satisfies Record<string, Words>

export type EndpointRefusal = keyof typeof answers

/** The value as JSON, or the refusal as a problem with `reason`. */
export function endpointResponse(
  result: { ok: true; value?: object } | { ok: false; reason: EndpointRefusal },
): Response {
  if (result.ok) return jsonResponse(result.value ?? {})
  const answer: Words = answers[result.reason]
  if (answer.status === 404) return problemResponse(problem('not-found'))
  if (answer.status === 422) {
    const { field, message } = answer
    return problemResponse(problem('not-valid', { errors: [{ field, message }], reason: result.reason }))
  }
  return problemResponse(problem('conflict', { title: answer.title, reason: result.reason }))
}
