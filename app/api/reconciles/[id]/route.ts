import { reconcileParams, reconcileResponse } from '@/lib/reconcile/http'
import { cancelReconcile } from '@/lib/reconcile/service'
import { memberRoute } from '@/lib/web/member-route'

export const DELETE = memberRoute(
  'DELETE /api/reconciles/{id}',
  { params: reconcileParams },
  async ({ member, params }) => reconcileResponse(await cancelReconcile(member, params.id)),
)
