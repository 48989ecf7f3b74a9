import { listNotifications } from '@/lib/notifications/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/notifications', {}, async ({ member }) =>
  jsonResponse(await listNotifications(member)),
)
