import { endpointParams, endpointResponse } from '@/lib/endpoints/http'
import { newSecretRequest } from '@/lib/endpoints/schema'
import { addSecret } from '@/lib/endpoints/secret-service'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute(
  'POST /api/settings/endpoints/{id}/secrets',
  { params: endpointParams, body: newSecretRequest },
  async ({ member, params, body }) => endpointResponse(await addSecret(member, params.id, body.signingSecret)),
)
