import { db } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { MemberEntry } from './schema'

/** Who may sign in to this organization now, by name without regard to case. */
export const listActiveMembers = (organizationId: OrganizationId) =>
  db().$queryRaw<MemberEntry[]>`
    SELECT m.id AS "memberId", u.name, m.role::text AS role
    FROM members m JOIN users u ON u.id = m.user_id AND u.disabled_at IS NULL
    WHERE m.organization_id = ${organizationId}::uuid AND m.deactivated_at IS NULL
    ORDER BY lower(u.name), m.id`
