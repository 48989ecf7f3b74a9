import { readRequest } from '@/lib/notifications/schema'
import { markNotificationsRead } from '@/lib/notifications/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute('POST /api/notifications/read', { body: readRequest }, async ({ member, body }) =>
  jsonResponse(await markNotificationsRead(member, body)),
)
