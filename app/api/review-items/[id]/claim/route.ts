import { claimItem, extendClaim, holdClaim, releaseClaim } from '@/lib/reviews/claim-service'
import { extendRequest, versionRequest } from '@/lib/reviews/schema'
import { commandRoute } from '@/lib/web/command-route'

export const POST = commandRoute('POST /api/review-items/{id}/claim', undefined, (member, id, _, marks) =>
  claimItem(member, id, marks),
)

export const PATCH = commandRoute(
  'PATCH /api/review-items/{id}/claim',
  extendRequest,
  (member, id, { version, holdMinutes }, marks) =>
    holdMinutes === undefined
      ? extendClaim(member, id, version, marks)
      : holdClaim(member, id, { version, minutes: holdMinutes }, marks),
)

export const DELETE = commandRoute(
  'DELETE /api/review-items/{id}/claim',
  versionRequest,
  (member, id, { version }, marks) => releaseClaim(member, id, version, marks),
)
