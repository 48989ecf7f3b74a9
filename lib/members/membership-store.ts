import type { Tx } from '@/lib/platform/db'
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
