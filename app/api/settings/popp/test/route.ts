import { jsonResponse } from '@/lib/platform/http/problem'
import { testConnection } from '@/lib/popp-connection/settings-service'
import { memberRoute } from '@/lib/web/member-route'

export const POST = memberRoute('POST /api/settings/popp/test', {}, async ({ member }) =>
  jsonResponse(await testConnection(member)),
)
