import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'
import { notFound } from '@/lib/web/refusals'
import { deliveryParams } from '@/lib/webhooks/cursor'
import { getDeliveryBody } from '@/lib/webhooks/service'

export const GET = memberRoute(
  'GET /api/deliveries/{id}/body',
  { params: deliveryParams },
  async ({ member, params }) => {
    const body = await getDeliveryBody(member, params.id)
    return body ? jsonResponse(body) : notFound()
  },
)
