import { ProblemError } from '@/lib/platform/http/fetch-json'
import type { Problem } from '@/lib/platform/http/problem'

/** What got no answer is sent again after so long each. */
export const RETRY_AFTER_MS = [500, 1_000, 2_000, 4_000] as const

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/**
 * Sends until there is an answer, a refusal, or no patience left. Only for requests that do nothing more when they are
 * repeated. Once aborted it tries no more, but never cuts short what is under way.
 */
export async function answered<T>(
  send: () => Promise<T>,
  { signal, wait = pass }: { signal?: AbortSignal; wait?: (ms: number) => Promise<unknown> },
): Promise<Answer<T>> {
  for (let tries = 0; ; tries++) {
    try {
      return { ok: true, value: await send() }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const { problem } = error
      const pause = RETRY_AFTER_MS[tries]
      if (!isWithoutAnswer(problem) || signal?.aborted || pause === undefined) return { ok: false, problem }
      await wait(pause)
    }
  }
}

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The request may have been carried out, or will be when it is sent again. */
export const isWithoutAnswer = ({ status }: Problem) => status >= 500 || status === 429 || status === 408
