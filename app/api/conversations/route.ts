import { checkedConversationQuery } from '@/lib/conversations/cursor'
import { listConversations } from '@/lib/conversations/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute(
  'GET /api/conversations',
  { query: checkedConversationQuery },
  async ({ member, query }) => jsonResponse(await listConversations(member, query)),
)
