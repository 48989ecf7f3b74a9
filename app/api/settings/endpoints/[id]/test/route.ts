import { endpointParams, endpointResponse } from '@/lib/endpoints/http'
import { testRequest } from '@/lib/endpoints/schema'
import { sendTest } from '@/lib/endpoints/test-service'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute(
  'POST /api/settings/endpoints/{id}/test',
  { params: endpointParams, body: testRequest },
  async ({ member, params, body }) => endpointResponse(await sendTest(member, params.id, body.secretId)),
)
