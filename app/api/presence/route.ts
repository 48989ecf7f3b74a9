import { jsonResponse } from '@/lib/platform/http/problem'
import { leaveRequest, presenceRequest } from '@/lib/presence/schema'
import { leave, listPresent, sayPresent } from '@/lib/presence/service'
import { memberRoute } from '@/lib/web/member-route'
import { notFound } from '@/lib/web/refusals'

export const GET = memberRoute('GET /api/presence', {}, async ({ member }) => jsonResponse(await listPresent(member)))

export const PUT = memberRoute('PUT /api/presence', { body: presenceRequest }, async ({ member, body }) => {
  const said = await sayPresent(member, body)
  return said ? jsonResponse(said) : notFound()
})

export const DELETE = memberRoute('DELETE /api/presence', { body: leaveRequest }, async ({ member, body }) => {
  await leave(member, body.reviewItemId)
  return jsonResponse({})
})
