import { getHealthSummary } from '@/lib/health/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/health/summary', {}, async ({ member }) =>
  jsonResponse(await getHealthSummary(member)),
)
