import { checkedIssueQuery } from '@/lib/issues/cursor'
import { listIssues } from '@/lib/issues/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/issues', { query: checkedIssueQuery }, async ({ member, query }) =>
  jsonResponse(await listIssues(member, query)),
)
