import { jsonResponse } from '@/lib/platform/http/problem'
import { SEARCH_HEADER } from '@/lib/platform/http/search-header'
import { memberRoute } from '@/lib/web/member-route'
import { notValid } from '@/lib/web/refusals'
import { checkedDeliveryQuery, NO_FIELD, readFieldSearch } from '@/lib/webhooks/cursor'
import { listDeliveries } from '@/lib/webhooks/service'

export const GET = memberRoute(
  'GET /api/deliveries',
  { query: checkedDeliveryQuery },
  async ({ member, query, request }) => {
    const search = readFieldSearch(request.headers.get(SEARCH_HEADER))
    if (!search.ok) return notValid([NO_FIELD])
    return jsonResponse(await listDeliveries(member, query, search.field))
  },
)
