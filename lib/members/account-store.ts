import { db, type Tx } from '@/lib/platform/db'
import { DEMO_POPP_ORGANIZATION_ID } from '@/lib/platform/demo-organization'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { Role } from './schema'

export interface Account {
  userId: string
  passwordHash: string | null
  /** Null when the user is disabled or a member of nothing any more: right password, still no entry. */
  organizationId: OrganizationId | null
  memberId: string | null
}

/**
 * The gate's own question, asked before any organization is known: who is this, and where may they enter? Of several
 * memberships the oldest. The demo organization counts only in demo mode.
 */
export async function findAccount(email: string, demo: boolean): Promise<Account | null> {
  const rows = await db().$queryRaw<Account[]>`
    SELECT u.id AS "userId", u.password_hash AS "passwordHash", m.organization_id AS "organizationId", m.id AS "memberId"
    FROM users u
    LEFT JOIN (members m JOIN organizations o ON o.id = m.organization_id)
      ON m.user_id = u.id AND m.deactivated_at IS NULL AND u.disabled_at IS NULL
      AND (${demo} OR o.popp_organization_id <> ${DEMO_POPP_ORGANIZATION_ID})
    WHERE u.email = ${email}
    ORDER BY m.created_at, m.id LIMIT 1`
  return rows[0] ?? null
}

/** The user with this e-mail address (lower case), made if missing. A known user keeps name and password. */
export async function ensureUser(tx: Tx, user: { email: string; name: string; passwordHash: string }) {
  const { id } = await tx.user.upsert({
    where: { email: user.email },
    create: { id: newId(), ...user },
    update: {},
    select: { id: true },
  })
  return id
}

/** Makes the user a member with this role; a deactivated member is active again. */
export async function ensureMember(organizationId: OrganizationId, tx: Tx, userId: string, role: Role) {
  const { id } = await tx.member.upsert({
    where: { organizationId_userId: { organizationId, userId } },
    create: { organizationId, id: newId(), userId, role },
    update: { role, deactivatedAt: null },
    select: { id: true },
  })
  return id
}

export const setPasswordHash = (tx: Tx, userId: string, passwordHash: string) =>
  tx.user.update({ where: { id: userId }, data: { passwordHash, disabledAt: null } })
