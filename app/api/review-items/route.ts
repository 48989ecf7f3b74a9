import { jsonResponse } from '@/lib/platform/http/problem'
import { checkedInboxQuery } from '@/lib/reviews/cursor'
import { listInbox } from '@/lib/reviews/service'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/review-items', { query: checkedInboxQuery }, async ({ member, query }) =>
  jsonResponse(await listInbox(member, query)),
)
