import { metricsText } from '@/lib/health/metrics-service'
import { problem, problemResponse } from '@/lib/platform/http/problem'
import { guarded } from '@/lib/web/guarded'
import { mayReadMetrics } from '@/lib/web/metrics-gate'

export const dynamic = 'force-dynamic'

/** What this process and the workers measure, for Prometheus. Its gate: METRICS_TOKEN, or this machine only. */
export const GET = guarded('GET /api/metrics', async (request: Request) => {
  const gate = mayReadMetrics(request.headers)
  if (gate === 'wrong-token') return problemResponse(problem('not-signed-in'), { 'www-authenticate': 'Bearer' })
  if (gate === 'not-from-here') return problemResponse(problem('forbidden', { title: 'Set METRICS_TOKEN and send it' }))
  const { contentType, text } = await metricsText()
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
})
