import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'

/** Whether this is a member of the organization who may decide review items now. */
export async function isReviewer(organizationId: OrganizationId, memberId: string): Promise<boolean> {
  const role = { in: ['recruiter' as const, 'admin' as const] }
  return (await db().member.count({ where: { organizationId, id: memberId, deactivatedAt: null, role } })) > 0
}
