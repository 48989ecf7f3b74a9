import { keyActions, keyCap } from '@/lib/members/key-actions'
import { preferencesPatch } from '@/lib/members/preferences'
import { getPreferences, patchPreferences } from '@/lib/members/preferences-service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'
import { notValid } from '@/lib/web/refusals'

export const GET = memberRoute('GET /api/preferences', {}, async ({ member }) =>
  jsonResponse(await getPreferences(member)),
)

export const PATCH = memberRoute('PATCH /api/preferences', { body: preferencesPatch }, async ({ member, body }) => {
  const change = await patchPreferences(member, body)
  if (change.ok) return jsonResponse(change.preferences)
  const message = `${keyCap(change.key)} is the key of “${keyActions[change.by].what}” already.`
  return notValid([{ field: `keys.${change.action}`, message }])
})
