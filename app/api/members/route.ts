import { listMembers } from '@/lib/members/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/members', {}, async ({ member }) => jsonResponse(await listMembers(member)))
