import { jsonResponse } from '@/lib/platform/http/problem'
import { reconcileResponse } from '@/lib/reconcile/http'
import { reconcileOverviewOf, startReconcile } from '@/lib/reconcile/service'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/reconciles', {}, async ({ member }) =>
  jsonResponse(await reconcileOverviewOf(member)),
)

export const POST = memberRoute('POST /api/reconciles', {}, async ({ member }) =>
  reconcileResponse(await startReconcile(member), 202),
)
