import { isDatabaseAway } from '@/lib/platform/database-away'
import { errorFacts } from '@/lib/platform/error-facts'
import { internalProblem, problem, problemResponse } from '@/lib/platform/http/problem'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { currentRequestId } from '@/lib/platform/request-context'
import { traced } from '@/lib/platform/trace'

const RETRY_AFTER_SECONDS = '2'

/**
 * The only catch of the browser API: the database away is 503 "try again", any other error is a bug, which is logged
 * without personal data and answered 500 without details.
 */
export const guarded =
  <Args extends unknown[]>(route: string, handle: (...args: Args) => Promise<Response>) =>
  async (...args: Args): Promise<Response> => {
    const began = performance.now()
    const response = await traced(route, { 'http.route': route }, () => handle(...args)).catch((error: unknown) =>
      failed(route, error),
    )
    const labels = { route, status: String(response.status) }
    metrics().requests.observe(labels, (performance.now() - began) / 1000)
    return response
  }

function failed(route: string, error: unknown): Response {
  if (isDatabaseAway(error)) {
    log().warn({ route, error: errorFacts(error) }, 'the database is away')
    return problemResponse(problem('unavailable'), { 'retry-after': RETRY_AFTER_SECONDS })
  }
  log().error({ route, error: errorFacts(error) }, 'a route failed')
  return problemResponse(internalProblem(currentRequestId()))
}
