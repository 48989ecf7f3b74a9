import { jsonResponse } from '@/lib/platform/http/problem'
import { claimNextRequest } from '@/lib/reviews/schema'
import { claimNext } from '@/lib/reviews/service'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute(
  'POST /api/review-items/claim-next',
  { body: claimNextRequest },
  async ({ member, body }) => jsonResponse(await claimNext(member, body.skip)),
)
