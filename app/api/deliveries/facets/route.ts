import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'
import { getDeliveryFacets } from '@/lib/webhooks/service'

export const GET = memberRoute('GET /api/deliveries/facets', {}, async ({ member }) =>
  jsonResponse(await getDeliveryFacets(member)),
)
