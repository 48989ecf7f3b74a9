import { commandResponse } from '@/lib/reviews/http'
import { undoRequest } from '@/lib/reviews/schema'
import { undoAction } from '@/lib/reviews/undo-service'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute('POST /api/review-items/undo', { body: undoRequest }, async ({ member, body }) =>
  commandResponse(await undoAction(member, body.actionId)),
)
