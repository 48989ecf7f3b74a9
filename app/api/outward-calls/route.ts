import { outwardQuery } from '@/lib/outbox/schema'
import { listOutwardCalls } from '@/lib/outbox/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/outward-calls', { query: outwardQuery }, async ({ member, query }) =>
  jsonResponse(await listOutwardCalls(member, query)),
)
