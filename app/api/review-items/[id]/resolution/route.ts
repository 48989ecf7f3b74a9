import { commandResponse, itemParams } from '@/lib/reviews/http'
import { reopenRequest, resolveRequest } from '@/lib/reviews/schema'
import { reopenItem, resolveItem } from '@/lib/reviews/service'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute(
  'POST /api/review-items/{id}/resolution',
  { params: itemParams, body: resolveRequest },
  async ({ member, params, body }) => commandResponse(await resolveItem(member, params.id, body)),
)

export const DELETE = memberRoute(
  'DELETE /api/review-items/{id}/resolution',
  { params: itemParams, body: reopenRequest },
  async ({ member, params, body }) => commandResponse(await reopenItem(member, params.id, body)),
)
