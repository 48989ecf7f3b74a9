/** RFC 9457. `type` is stable: clients may switch on it. `errors` names each wrong field. */
export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  errors?: { field: string; message: string }[]
  [extension: string]: unknown
}

const titles = {
  'bad-request': [400, 'The request is not valid'],
  'not-signed-in': [401, 'You are not signed in'],
  forbidden: [403, 'Your role may not do this'],
  'foreign-origin': [403, 'The request came from another site'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This method is not supported here'],
  conflict: [409, 'Somebody else was first'],
  'too-large': [413, 'The body is too large'],
  'unsupported-type': [415, 'The content type is not supported'],
  'not-valid': [422, 'Some fields are not valid'],
  'too-many-requests': [429, 'Too many requests'],
  unavailable: [503, 'The service is not available right now'],
} as const

export type ProblemType = keyof typeof titles

export function problem(type: ProblemType, more: Omit<Partial<Problem>, 'type' | 'status'> = {}): Problem {
  const [status, title] = titles[type]
  return { type: `/problems/${type}`, title, status, ...more }
}

/** A bug of ours: nothing is told but the request's id, by which whoever runs the desk finds it in the log. */
export const internalProblem = (requestId: string | undefined): Problem => ({
  type: '/problems/internal',
  title: 'Something went wrong here',
  status: 500,
  ...(requestId && { detail: `Whoever runs this desk finds it in the log as ${requestId}.`, requestId }),
})

/** Never cached: an answer about one member must not reach another. */
export function problemResponse(body: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
}

export const jsonResponse = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
