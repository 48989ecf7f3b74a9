import { db, type Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { Role } from './schema'

/** Ends a membership once: null when there is none that stands. */
export async function endMembership(organizationId: OrganizationId, tx: Tx, memberId: string) {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    UPDATE members SET deactivated_at = clock_timestamp()
    WHERE organization_id = ${organizationId}::uuid AND id = ${memberId}::uuid AND deactivated_at IS NULL
    RETURNING user_id AS "userId"`
  return rows[0] ?? null
}

/** @returns whether the member has another role now than before */
export const setRole = async (organizationId: OrganizationId, tx: Tx, memberId: string, role: Role) =>
  (await tx.$executeRaw`
    UPDATE members SET role = ${role}::role
    WHERE organization_id = ${organizationId}::uuid AND id = ${memberId}::uuid AND role <> ${role}::role`) > 0

/** The active membership behind an e-mail address (lower case), in the organization of a Popp subaccount. */
export async function findMembership(poppOrganizationId: string, email: string) {
  const rows = await db().$queryRaw<{ organizationId: OrganizationId; memberId: string }[]>`
    SELECT m.organization_id AS "organizationId", m.id AS "memberId" FROM members m
    JOIN users u ON u.id = m.user_id AND u.email = ${email}
    JOIN organizations o ON o.id = m.organization_id AND o.popp_organization_id = ${poppOrganizationId}
    WHERE m.deactivated_at IS NULL`
  return rows[0] ?? null
}
