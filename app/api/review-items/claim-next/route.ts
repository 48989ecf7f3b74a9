import { jsonResponse } from '@/lib/platform/http/problem'
import { claimNext } from '@/lib/reviews/claim-service'
import { commandResponse } from '@/lib/reviews/http'
import { marksOf } from '@/lib/web/command-route'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute('POST /api/review-items/claim-next', {}, async ({ member, request }) => {
  const marks = marksOf(request)
  if (!marks.ok) return marks.refusal
  const result = await claimNext(member, marks.value)
  if (!result.ok) return commandResponse(result)
  const { item, actionId, counts } = result
  return jsonResponse({ item, actionId, counts })
})
