import { snoozeRequest, versionRequest } from '@/lib/reviews/schema'
import { snoozeItem, wakeItem } from '@/lib/reviews/turn-service'
import { commandRoute } from '@/lib/web/command-route'

export const POST = commandRoute(
  'POST /api/review-items/{id}/snooze',
  snoozeRequest,
  (member, id, { version, until }, marks) => snoozeItem(member, id, { version, until: new Date(until) }, marks),
)

export const DELETE = commandRoute(
  'DELETE /api/review-items/{id}/snooze',
  versionRequest,
  (member, id, { version }, marks) => wakeItem(member, id, version, marks),
)
