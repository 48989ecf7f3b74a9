import { reopenItem, resolveItem } from '@/lib/reviews/decision-service'
import { reopenRequest, resolveRequest } from '@/lib/reviews/schema'
import { commandRoute } from '@/lib/web/command-route'

export const POST = commandRoute('POST /api/review-items/{id}/resolution', resolveRequest, (member, id, body) =>
  resolveItem(member, id, body),
)

export const DELETE = commandRoute(
  'DELETE /api/review-items/{id}/resolution',
  reopenRequest,
  (member, id, body, marks) => reopenItem(member, id, body, marks),
)
