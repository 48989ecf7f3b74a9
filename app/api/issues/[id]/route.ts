import { issueParams } from '@/lib/issues/cursor'
import { getIssue } from '@/lib/issues/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'
import { notFound } from '@/lib/web/refusals'

export const GET = memberRoute('GET /api/issues/{id}', { params: issueParams }, async ({ member, params }) => {
  const detail = await getIssue(member, params.id)
  return detail ? jsonResponse(detail) : notFound()
})
