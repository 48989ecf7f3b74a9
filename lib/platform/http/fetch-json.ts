import { z } from 'zod'
import type { Problem } from './problem'

/** Dispatched on `window` when the server says 401: the desk then asks to sign in again, touching nothing typed. */
export const SESSION_ENDED_EVENT = 'review-desk:session-ended'

/** A connection that neither answers nor fails must not leave a button busy for ever. */
const TIMEOUT_MS = 15_000

/** What the server answered instead of data. `problem.type` tells them apart; `unreachable` is the browser's own. */
export class ProblemError extends Error {
  readonly status: number

  constructor(readonly problem: Problem) {
    super(problem.title)
    this.name = 'ProblemError'
    this.status = problem.status
  }
}

export const isProblem = (error: unknown, type: string): error is ProblemError =>
  error instanceof ProblemError && error.problem.type === `/problems/${type}`

interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

/**
 * One request to our own API: the answer in the schema's shape, or a thrown `ProblemError`.
 * An aborted request throws the abort's own error, so that the query client knows it.
 */
export async function fetchJson<T extends z.ZodType>(
  schema: T,
  path: string,
  request: Request = {},
): Promise<z.infer<T>> {
  const response = await send(path, request)
  if (!response.ok) throw await problemOf(response)
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return parsed.data
  throw new ProblemError({
    type: '/problems/unexpected-answer',
    title: 'The server answered in a way this page does not know. Reload the page.',
    status: 500,
    detail: z.prettifyError(parsed.error),
  })
}

async function send(path: string, { method = 'GET', body, headers, signal }: Request): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  try {
    return await fetch(path, {
      method,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ProblemError({
      type: '/problems/unreachable',
      title: 'The server could not be reached. Check your connection.',
      status: 503,
    })
  }
}

const problemShape = z.looseObject({ type: z.string(), title: z.string(), status: z.number() })

async function problemOf(response: Response): Promise<ProblemError> {
  if (response.status === 401 && typeof window !== 'undefined') window.dispatchEvent(new Event(SESSION_ENDED_EVENT))
  const parsed = problemShape.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return new ProblemError(parsed.data as Problem)
  const title = 'The server could not answer. Try again in a moment.'
  return new ProblemError({ type: '/problems/unavailable', title, status: response.status })
}
