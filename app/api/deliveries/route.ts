import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'
import { checkedDeliveryQuery } from '@/lib/webhooks/cursor'
import { listDeliveries } from '@/lib/webhooks/service'

export const GET = memberRoute('GET /api/deliveries', { query: checkedDeliveryQuery }, async ({ member, query }) =>
  jsonResponse(await listDeliveries(member, query)),
)
