import { PRIVATE_ADDRESS } from '@/lib/platform/http/private-address'
import { jsonResponse, problem, problemResponse } from '@/lib/platform/http/problem'
import { saveConnectionRequest } from '@/lib/popp-connection/settings'
import { getConnection, saveConnection } from '@/lib/popp-connection/settings-service'
import { memberRoute } from '@/lib/web/member-route'
import { notValid } from '@/lib/web/refusals'

export const GET = memberRoute('GET /api/settings/popp', {}, async ({ member }) =>
  jsonResponse(await getConnection(member)),
)

export const PUT = memberRoute('PUT /api/settings/popp', { body: saveConnectionRequest }, async ({ member, body }) => {
  const saved = await saveConnection(member, body)
  if (saved.ok) return jsonResponse(saved.connection)
  if (saved.reason === 'key-of-another-address')
    return notValid([{ field: 'key', message: 'Enter the key again: it was given for another address.' }])
  if (saved.reason === 'private-address') return notValid([{ field: 'baseUrl', message: PRIVATE_ADDRESS }])
  const { reason, connection } = saved
  return problemResponse(
    problem('conflict', { title: 'Somebody else saved these settings', reason, settings: connection }),
  )
})
