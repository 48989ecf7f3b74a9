import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'
import { notFound } from '@/lib/web/refusals'
import { deliveryParams } from '@/lib/webhooks/cursor'
import { explainDelivery } from '@/lib/webhooks/explain-service'

export const GET = memberRoute('GET /api/deliveries/{id}', { params: deliveryParams }, async ({ member, params }) => {
  const delivery = await explainDelivery(member, params.id)
  return delivery ? jsonResponse(delivery) : notFound()
})
