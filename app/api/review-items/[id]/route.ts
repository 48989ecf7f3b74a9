import { jsonResponse } from '@/lib/platform/http/problem'
import { itemParams } from '@/lib/reviews/http'
import { getReviewItem } from '@/lib/reviews/service'
import { memberRoute } from '@/lib/web/member-route'
import { notFound } from '@/lib/web/refusals'

export const GET = memberRoute('GET /api/review-items/{id}', { params: itemParams }, async ({ member, params }) => {
  const detail = await getReviewItem(member, params.id)
  return detail ? jsonResponse(detail) : notFound()
})
