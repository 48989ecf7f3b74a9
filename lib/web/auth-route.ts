import { authOptions } from '@/lib/members/auth-options'
import { sessionAnswer } from '@/lib/members/schema'
import type { SignInResult } from '@/lib/members/service'
import { memberOfRequest, toCurrentMember } from '@/lib/members/session'
import { sessionIdOf } from '@/lib/members/session-cookie'
import { signOut as endSessionAndHolds } from '@/lib/members/sign-out-service'
import { env } from '@/lib/platform/env'
import { readBody } from '@/lib/platform/http/body'
import { clientAddress } from '@/lib/platform/http/client-address'
import { changesState, isOwnOrigin } from '@/lib/platform/http/origin'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import { exchangeWithNextAuth } from './auth-exchange'
import { guarded } from './guarded'
import { foreignOrigin, notFound } from './refusals'

const BODY_LIMIT_BYTES = 8 * 1024

/**
 * What of next-auth is open. The rest of its pages and calls answers 404: its own sign-in pages, updating the token from
 * the browser, writing into our log.
 */
type Step = (request: Request, segments: string[], body: Record<string, string>) => Promise<Response>
const steps: Record<string, Step> = {
  'GET session': async (request) => {
    const member = await memberOfRequest(request)
    return jsonResponse(sessionAnswer.parse({ member: member && toCurrentMember(member) }))
  },
  'GET csrf': (request, segments, body) => exchange(request, segments, body),
  'POST callback/credentials': signIn,
  'POST signout': signOut,
}

type Context = { params: Promise<unknown> }

/** `GET` and `POST /api/auth/{...}`: next-auth behind our own gate. */
export const authRoute = guarded('/api/auth', async (request: Request, context: Context): Promise<Response> => {
  const { nextauth: segments = [] } = (await context.params) as { nextauth?: string[] }
  const step = steps[`${request.method} ${segments.join('/')}`]
  if (!step) return notFound()
  if (!changesState(request.method)) return step(request, segments, {})
  if (!isOwnOrigin(request.headers, env().APP_URL)) return foreignOrigin()
  const bytes = await readBody(request, BODY_LIMIT_BYTES)
  if (!bytes) return problemResponse(problem('too-large'))
  return step(request, segments, Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes))))
})

async function signIn(request: Request, segments: string[], body: Record<string, string>) {
  let result: SignInResult | null = null
  const answer = await exchange(request, segments, body, (told) => {
    result = told
  })
  const refused = result as SignInResult | null
  if (refused === null || refused.ok || refused.reason !== 'too-many-attempts') return answer
  return problemResponse(problem('too-many-requests', { detail: 'Too many attempts to sign in. Try again later.' }), {
    'retry-after': String(refused.retryAfterSeconds),
  })
}

/**
 * The session ends, and with it what she holds, before the cookie goes: when the database is away the browser is told so,
 * and stays signed in.
 */
async function signOut(request: Request, segments: string[], body: Record<string, string>) {
  const sessionId = await sessionIdOf(request.headers.get('cookie'))
  if (sessionId) await endSessionAndHolds(sessionId)
  return exchange(request, segments, body)
}

function exchange(
  request: Request,
  segments: string[],
  body: Record<string, string>,
  tell: (result: SignInResult) => void = () => {},
) {
  // Next-auth reads its own address from the environment only.
  process.env.NEXTAUTH_URL ??= env().APP_URL
  const address = clientAddress(request.headers.get('x-forwarded-for'))
  return exchangeWithNextAuth(request, segments, body, authOptions(address, tell))
}
