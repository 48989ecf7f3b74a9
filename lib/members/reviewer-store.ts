import { db, type Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { Role } from './schema'

/** Whether this is a member of the organization who may decide review items now. */
export async function isReviewer(organizationId: OrganizationId, memberId: string): Promise<boolean> {
  const role = { in: ['recruiter' as const, 'admin' as const] }
  return (await db().member.count({ where: { organizationId, id: memberId, deactivatedAt: null, role } })) > 0
}

/** The same of somebody who is signed in: her session must not have ended meanwhile. */
export async function mayDecide(member: { organizationId: OrganizationId; memberId: string; sessionId: string }) {
  const isOver = (await db().session.count({ where: { id: member.sessionId, revokedAt: { not: null } } })) > 0
  return !isOver && isReviewer(member.organizationId, member.memberId)
}

/** The active members of a role. */
export async function listReviewers(organizationId: OrganizationId, tx: Tx, role: Role): Promise<string[]> {
  const rows = await tx.member.findMany({ where: { organizationId, role, deactivatedAt: null }, select: { id: true } })
  return rows.map(({ id }) => id)
}
