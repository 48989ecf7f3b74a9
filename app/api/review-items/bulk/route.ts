import { jsonResponse } from '@/lib/platform/http/problem'
import { bulkRequest } from '@/lib/reviews/bulk-schema'
import { runBulk } from '@/lib/reviews/bulk-service'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute('POST /api/review-items/bulk', { body: bulkRequest }, async ({ member, body }) =>
  jsonResponse(await runBulk(member, body)),
)
