import { sendTestAlert } from '@/lib/issues/alert-service'
import { testAlertRequest } from '@/lib/issues/schema-settings'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute(
  'POST /api/settings/alerts/test',
  { body: testAlertRequest },
  async ({ member, body }) => jsonResponse(await sendTestAlert(member, body.channel)),
)
