import { macroParams, macroResponse } from '@/lib/macros/http'
import { macroRequest } from '@/lib/macros/schema'
import { removeMacro, saveMacro } from '@/lib/macros/service'
import { memberRoute } from '@/lib/web/member-route'

export const PATCH = memberRoute(
  'PATCH /api/macros/{id}',
  { params: macroParams, body: macroRequest },
  async ({ member, params, body }) => macroResponse(await saveMacro(member, params.id, body)),
)

export const DELETE = memberRoute('DELETE /api/macros/{id}', { params: macroParams }, async ({ member, params }) =>
  macroResponse(await removeMacro(member, params.id)),
)
