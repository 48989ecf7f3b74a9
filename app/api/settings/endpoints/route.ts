import { endpointResponse } from '@/lib/endpoints/http'
import { newEndpointRequest } from '@/lib/endpoints/schema'
import { addEndpoint, listEndpoints } from '@/lib/endpoints/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/settings/endpoints', {}, async ({ member }) =>
  jsonResponse({ endpoints: await listEndpoints(member) }),
)

export const POST = memberRoute(
  'POST /api/settings/endpoints',
  { body: newEndpointRequest },
  async ({ member, body }) => endpointResponse(await addEndpoint(member, body)),
)
