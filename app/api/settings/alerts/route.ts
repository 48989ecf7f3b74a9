import { saveAlertSettingsRequest } from '@/lib/issues/schema-settings'
import { getAlertSettings, saveAlertSettings } from '@/lib/issues/settings-service'
import { PRIVATE_ADDRESS } from '@/lib/platform/http/private-address'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'
import { notValid } from '@/lib/web/refusals'

export const GET = memberRoute('GET /api/settings/alerts', {}, async ({ member }) =>
  jsonResponse(await getAlertSettings(member)),
)

export const PUT = memberRoute(
  'PUT /api/settings/alerts',
  { body: saveAlertSettingsRequest },
  async ({ member, body }) => {
    const saved = await saveAlertSettings(member, body)
    if (saved.ok) return jsonResponse(saved.settings)
    if (saved.reason === 'private-address') return notValid([{ field: 'chatWebhook', message: PRIVATE_ADDRESS }])
    const { reason, settings } = saved
    return problemResponse(problem('conflict', { title: 'Somebody else saved these settings', reason, settings }))
  },
)
