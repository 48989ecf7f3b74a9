import { jsonResponse } from '@/lib/platform/http/problem'
import { viewResponse } from '@/lib/views/http'
import { createViewRequest } from '@/lib/views/schema'
import { createView, listViews } from '@/lib/views/service'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/views', {}, async ({ member }) =>
  jsonResponse({ views: await listViews(member) }),
)

export const POST = memberRoute('POST /api/views', { body: createViewRequest }, async ({ member, body }) =>
  viewResponse(await createView(member, body), (view) => ({ view }), 201),
)
