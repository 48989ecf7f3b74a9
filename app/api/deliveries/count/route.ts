import { jsonResponse } from '@/lib/platform/http/problem'
import { SEARCH_HEADER } from '@/lib/platform/http/search-header'
import { memberRoute } from '@/lib/web/member-route'
import { notValid } from '@/lib/web/refusals'
import { NO_FIELD, readFieldSearch } from '@/lib/webhooks/cursor'
import { receivedFilter } from '@/lib/webhooks/delivery-filter'
import { countDeliveries } from '@/lib/webhooks/service'

export const GET = memberRoute(
  'GET /api/deliveries/count',
  { query: receivedFilter },
  async ({ member, query, request }) => {
    const search = readFieldSearch(request.headers.get(SEARCH_HEADER))
    if (!search.ok) return notValid([NO_FIELD])
    return jsonResponse(await countDeliveries(member, query, search.field))
  },
)
