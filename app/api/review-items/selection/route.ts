import { jsonResponse } from '@/lib/platform/http/problem'
import { inboxViewQuery } from '@/lib/reviews/cursor'
import { listSelection } from '@/lib/reviews/service'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute(
  'GET /api/review-items/selection',
  { query: inboxViewQuery },
  async ({ member, query: { tab, ...filter } }) => jsonResponse(await listSelection(member, { tab, filter })),
)
