import { saveReviewSettingsRequest } from '@/lib/organizations/review-settings'
import { getReviewSettings, saveReviewSettings } from '@/lib/organizations/review-settings-service'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/settings/review', {}, async ({ member }) =>
  jsonResponse(await getReviewSettings(member)),
)

export const PUT = memberRoute(
  'PUT /api/settings/review',
  { body: saveReviewSettingsRequest },
  async ({ member, body }) => {
    const saved = await saveReviewSettings(member, body)
    if (saved.ok) return jsonResponse(saved.settings)
    const { reason, settings } = saved
    return problemResponse(problem('conflict', { title: 'Somebody else saved these settings', reason, settings }))
  },
)
