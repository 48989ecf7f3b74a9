import { replyToCandidate } from '@/lib/reviews/reply-service'
import { replyRequest } from '@/lib/reviews/schema'
import { commandRoute } from '@/lib/web/command-route'

export const POST = commandRoute('POST /api/review-items/{id}/reply', replyRequest, (member, id, body, marks) =>
  replyToCandidate(member, id, body, marks),
)
