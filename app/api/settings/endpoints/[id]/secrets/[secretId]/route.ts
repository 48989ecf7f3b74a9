import { endpointResponse, secretParams } from '@/lib/endpoints/http'
import { retireSecret } from '@/lib/endpoints/secret-service'
import { memberRoute } from '@/lib/web/member-route'

export const DELETE = memberRoute(
  'DELETE /api/settings/endpoints/{id}/secrets/{secretId}',
  { params: secretParams },
  async ({ member, params }) => endpointResponse(await retireSecret(member, params.id, params.secretId)),
)
