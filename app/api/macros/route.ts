import { macroResponse } from '@/lib/macros/http'
import { macroRequest } from '@/lib/macros/schema'
import { createMacro, listMacros } from '@/lib/macros/service'
import { jsonResponse } from '@/lib/platform/http/problem'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/macros', {}, async ({ member }) =>
  jsonResponse({ macros: await listMacros(member) }),
)

export const POST = memberRoute('POST /api/macros', { body: macroRequest }, async ({ member, body }) =>
  macroResponse(await createMacro(member, body)),
)
