import { endpointParams, endpointResponse } from '@/lib/endpoints/http'
import { changeEndpointRequest, retireEndpointRequest } from '@/lib/endpoints/schema'
import { changeEndpoint, retireEndpoint } from '@/lib/endpoints/service'
import { memberRoute } from '@/lib/web/member-route'

export const PATCH = memberRoute(
  'PATCH /api/settings/endpoints/{id}',
  { params: endpointParams, body: changeEndpointRequest },
  async ({ member, params, body }) => endpointResponse(await changeEndpoint(member, params.id, body)),
)

export const DELETE = memberRoute(
  'DELETE /api/settings/endpoints/{id}',
  { params: endpointParams, body: retireEndpointRequest },
  async ({ member, params, body }) => endpointResponse(await retireEndpoint(member, params.id, body.confirmName)),
)
