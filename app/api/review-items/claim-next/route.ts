import { jsonResponse } from '@/lib/platform/http/problem'
import { claimNext } from '@/lib/reviews/claim-service'
import { marksOf } from '@/lib/web/command-route'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute('POST /api/review-items/claim-next', {}, async ({ member, request }) => {
  const marks = marksOf(request)
  return marks.ok ? jsonResponse(await claimNext(member, marks.value)) : marks.refusal
})
