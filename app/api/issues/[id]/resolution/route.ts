import { issueParams } from '@/lib/issues/cursor'
import { issueResponse } from '@/lib/issues/http'
import { issueCommand } from '@/lib/issues/schema'
import { commandIssue } from '@/lib/issues/service'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute(
  'POST /api/issues/{id}/resolution',
  { params: issueParams, body: issueCommand },
  async ({ member, params, body }) => issueResponse(await commandIssue(member, 'resolve', params.id, body.version)),
)
