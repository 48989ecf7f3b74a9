import { checkedConversationQuery, readSearch } from '@/lib/conversations/cursor'
import { listConversations } from '@/lib/conversations/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { SEARCH_HEADER } from '@/lib/platform/http/search-header'
import { memberRoute } from '@/lib/web/member-route'
import { notValid } from '@/lib/web/refusals'

export const GET = memberRoute(
  'GET /api/conversations',
  { query: checkedConversationQuery },
  async ({ member, query, request }) => {
    const search = readSearch(request.headers.get(SEARCH_HEADER))
    if (!search.ok) return notValid([{ field: 'q', message: 'The search is not a text of at most 200 characters.' }])
    return jsonResponse(await listConversations(member, { ...query, q: search.q ?? query.q }))
  },
)
