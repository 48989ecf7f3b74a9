import { commandResponse, itemParams } from '@/lib/reviews/http'
import { versionRequest } from '@/lib/reviews/schema'
import { claimItem, extendClaim, releaseClaim } from '@/lib/reviews/service'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute(
  'POST /api/review-items/{id}/claim',
  { params: itemParams },
  async ({ member, params }) => commandResponse(await claimItem(member, params.id)),
)

export const PATCH = memberRoute(
  'PATCH /api/review-items/{id}/claim',
  { params: itemParams, body: versionRequest },
  async ({ member, params, body }) => commandResponse(await extendClaim(member, params.id, body.version)),
)

export const DELETE = memberRoute(
  'DELETE /api/review-items/{id}/claim',
  { params: itemParams, body: versionRequest },
  async ({ member, params, body }) => commandResponse(await releaseClaim(member, params.id, body.version)),
)
