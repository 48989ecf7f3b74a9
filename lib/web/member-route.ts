import type { z } from 'zod'
import type { SignedInMember } from '@/lib/members/domain'
import { type Action, may } from '@/lib/members/permissions'
import { memberOfRequest } from '@/lib/members/session'
import { env } from '@/lib/platform/env'
import { readJson } from '@/lib/platform/http/json-body'
import { changesState, isOwnOrigin } from '@/lib/platform/http/origin'
import { problem, problemResponse } from '@/lib/platform/http/problem'
import { repeatedAsLists } from '@/lib/platform/http/search-params'
import { guarded } from './guarded'
import { foreignOrigin, notFound, notValid } from './refusals'
import { type RouteName, routes } from './routes'

const BODY_LIMIT_BYTES = 64 * 1024

type Shape = z.ZodType | undefined
type Read<S extends Shape> = S extends z.ZodType ? z.infer<S> : undefined

interface Schemas<P extends Shape, Q extends Shape, B extends Shape> {
  /** Of the path. What does not fit (an id that is no id) answers like what does not exist. */
  params?: P
  query?: Q
  body?: B
}

interface MemberRequest<P extends Shape, Q extends Shape, B extends Shape> {
  member: SignedInMember
  params: Read<P>
  query: Read<Q>
  body: Read<B>
  /** For headers and the abort signal; its body has been read. */
  request: Request
}

type MemberRouteName = { [Name in RouteName]: (typeof routes)[Name] extends Action ? Name : never }[RouteName]

/**
 * A route of the browser API. In this order: session (401), origin of a change (403), permission from `routes` (403),
 * path (404), query and body (422 by field; 400, 413, 415) and then the handler, which knows who asks and what.
 */
export function memberRoute<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  name: MemberRouteName,
  schemas: Schemas<P, Q, B>,
  handle: (request: MemberRequest<P, Q, B>) => Promise<Response>,
): (request: Request, context: { params: Promise<unknown> }) => Promise<Response> {
  return guarded(name, async (request: Request, context: { params: Promise<unknown> }) => {
    const gate = await admit(name, request)
    if (!gate.ok) return gate.refusal
    const input = await read(schemas, request, await context.params)
    if (!input.ok) return input.refusal
    return handle({
      member: gate.member,
      request,
      ...(input.value as Omit<MemberRequest<P, Q, B>, 'member' | 'request'>),
    })
  })
}

type Gate = { ok: true; member: SignedInMember } | { ok: false; refusal: Response }

async function admit(name: MemberRouteName, request: Request): Promise<Gate> {
  const member = await memberOfRequest(request)
  if (!member) return { ok: false, refusal: problemResponse(problem('not-signed-in')) }
  if (changesState(request.method) && !isOwnOrigin(request.headers, env().APP_URL)) {
    return { ok: false, refusal: foreignOrigin() }
  }
  if (!may(member.role, routes[name])) return { ok: false, refusal: problemResponse(problem('forbidden')) }
  return { ok: true, member }
}

type Input = { ok: true; value: Record<'params' | 'query' | 'body', unknown> } | { ok: false; refusal: Response }

async function read(schemas: Schemas<Shape, Shape, Shape>, request: Request, rawParams: unknown): Promise<Input> {
  const params = schemas.params?.safeParse(rawParams)
  if (params?.success === false) return { ok: false, refusal: notFound() }
  const query = schemas.query?.safeParse(repeatedAsLists(new URL(request.url).searchParams))
  if (query?.success === false) return { ok: false, refusal: notValid(byField(query.error)) }
  if (!schemas.body) return { ok: true, value: { params: params?.data, query: query?.data, body: undefined } }
  const json = await readJson(request, BODY_LIMIT_BYTES)
  if (!json.ok) return { ok: false, refusal: problemResponse(json.problem) }
  const body = schemas.body.safeParse(json.value)
  if (!body.success) return { ok: false, refusal: notValid(byField(body.error)) }
  return { ok: true, value: { params: params?.data, query: query?.data, body: body.data } }
}

const byField = (error: z.ZodError) =>
  error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
