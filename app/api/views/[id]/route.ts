import { viewParams, viewResponse } from '@/lib/views/http'
import { changeViewRequest } from '@/lib/views/schema'
import { changeView, removeView } from '@/lib/views/service'
import { memberRoute } from '@/lib/web/member-route'

export const PATCH = memberRoute(
  'PATCH /api/views/{id}',
  { params: viewParams, body: changeViewRequest },
  async ({ member, params, body }) => viewResponse(await changeView(member, params.id, body), (view) => ({ view })),
)

export const DELETE = memberRoute('DELETE /api/views/{id}', { params: viewParams }, async ({ member, params }) =>
  viewResponse(await removeView(member, params.id), (removed) => removed),
)
