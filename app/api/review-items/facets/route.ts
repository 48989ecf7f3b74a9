import { jsonResponse } from '@/lib/platform/http/problem'
import { inboxQuery } from '@/lib/reviews/schema'
import { listFacets } from '@/lib/reviews/service'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute(
  'GET /api/review-items/facets',
  { query: inboxQuery.pick({ tab: true }) },
  async ({ member, query }) => jsonResponse(await listFacets(member, query.tab)),
)
