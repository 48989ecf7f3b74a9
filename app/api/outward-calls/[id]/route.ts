import { cancelCall } from '@/lib/outbox/change-service'
import { callParams, callResponse } from '@/lib/outbox/http'
import { memberRoute } from '@/lib/web/member-route'

export const DELETE = memberRoute(
  'DELETE /api/outward-calls/{id}',
  { params: callParams },
  async ({ member, params }) => callResponse(await cancelCall(member, params.id)),
)
