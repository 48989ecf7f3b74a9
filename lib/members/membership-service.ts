import { appendAudit } from '@/lib/audit/store'
import { type Tx, transaction } from '@/lib/platform/db'
import { publish } from '@/lib/platform/live'
import type { OrganizationId } from '@/lib/platform/tenant'
import { releaseAll } from '@/lib/reviews/claim-store'
import { announce } from '@/lib/reviews/command'
import { endMembership, setRole } from './membership-store'
import { may } from './permissions'
import type { Role } from './schema'
import { revokeSessionsIn } from './session-store'

interface Membership {
  organizationId: OrganizationId
  memberId: string
}

/**
 * Ends a membership: its sessions, and what the member holds, in one transaction. A claim of the same moment either commits
 * before, and is released here, or is refused. What waits for her alone is from now on offered to everybody: claim-next
 * looks at who is there. `by`: who decided it; null = the operator.
 * @returns false when there was nothing to end
 */
export const deactivateMember = ({ organizationId, memberId }: Membership, by: string | null): Promise<boolean> =>
  changed({ organizationId, memberId }, async (tx) => {
    const ended = await endMembership(organizationId, tx, memberId)
    if (!ended) return false
    await revokeSessionsIn(organizationId, tx, ended.userId)
    const entry = { memberId: by, action: 'member-deactivated', subjectType: 'member', subjectId: memberId } as const
    await appendAudit(organizationId, tx, entry)
    return true
  })

/**
 * Gives a member another role; it counts from the next request on. Who may not decide any more holds nothing either.
 * @returns false when it was hers already
 */
export const changeRole = (membership: Membership, role: Role, by: string | null): Promise<boolean> =>
  changed(
    membership,
    async (tx) => {
      const { organizationId, memberId } = membership
      if (!(await setRole(organizationId, tx, memberId, role))) return false
      const entry = { memberId: by, action: 'member-role-changed', subjectType: 'member', subjectId: memberId } as const
      await appendAudit(organizationId, tx, { ...entry, facts: { role } })
      return true
    },
    may(role, 'claim-items'),
  )

/** The member's row is locked first, as every command does: the two wait for each other in one order only. */
async function changed(membership: Membership, change: (tx: Tx) => Promise<boolean>, keeps = false) {
  const released = await transaction(async (tx) => {
    if (!(await change(tx))) return null
    return keeps ? [] : releaseAll(membership, tx)
  })
  if (!released) return false
  publish(membership.organizationId, 'members')
  for (const recordKey of released) announce(membership.organizationId, recordKey)
  return true
}
