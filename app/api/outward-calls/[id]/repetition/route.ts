import { repeatCall } from '@/lib/outbox/change-service'
import { callParams, callResponse } from '@/lib/outbox/http'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute(
  'POST /api/outward-calls/{id}/repetition',
  { params: callParams },
  async ({ member, params }) => callResponse(await repeatCall(member, params.id)),
)
