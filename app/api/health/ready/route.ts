import { sharedReadiness } from '@/lib/platform/health'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'

export const dynamic = 'force-dynamic'

/** Database, migrations and worker; 503 with the reason. */
export async function GET(): Promise<Response> {
  const health = await sharedReadiness()
  if (health.ok) return jsonResponse({ status: 'ready' })
  return problemResponse(problem('unavailable', { detail: health.reason }), { 'retry-after': '2' })
}
