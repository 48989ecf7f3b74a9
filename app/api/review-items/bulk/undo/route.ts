import { jsonResponse } from '@/lib/platform/http/problem'
import { bulkUndoRequest } from '@/lib/reviews/bulk-schema'
import { undoBulk } from '@/lib/reviews/bulk-service'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute(
  'POST /api/review-items/bulk/undo',
  { body: bulkUndoRequest },
  async ({ member, body }) => jsonResponse(await undoBulk(member, body)),
)
