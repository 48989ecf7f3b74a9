import { appendAudit } from '@/lib/audit/store'
import { type Tx, transaction } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { isUuid, newId } from '@/lib/platform/ids'
import { publish } from '@/lib/platform/live'
import type { OrganizationId } from '@/lib/platform/tenant'
import { findAccount } from './account-store'
import { listActiveMembers } from './directory-store'
import type { SignedInMember } from './domain'
import { verifyPassword } from './passwords'
import type { MemberList } from './schema'
import { findSession, findValidSessions, insertSession, renewSession, revokeSession } from './session-store'
import { countAttempt, forgiveAttempt } from './sign-in-limits'

export type EndedSession = NonNullable<Awaited<ReturnType<typeof revokeSession>>>

export type SignInResult =
  | { ok: true; sessionId: string; userId: string }
  | { ok: false; reason: 'wrong-credentials' }
  | { ok: false; reason: 'too-many-attempts'; retryAfterSeconds: number }

/**
 * Opens a session for the right password. Unknown, disabled, deactivated and mistyped are one refusal that takes one
 * time, so that nobody learns who has an account here. `address`: who asks, for the limits only; it is not kept.
 */
export async function signIn(email: string, password: string, address: string): Promise<SignInResult> {
  const wait = await countAttempt(email, address)
  if (wait !== null) return { ok: false, reason: 'too-many-attempts', retryAfterSeconds: wait }
  const account = await findAccount(email, env().DEMO)
  const right = await verifyPassword(password, account?.passwordHash ?? null)
  if (!right || !account?.organizationId || !account.memberId) return { ok: false, reason: 'wrong-credentials' }
  await forgiveAttempt(email, address)
  const sessionId = await openSession(account.organizationId, account.memberId, account.userId)
  return { ok: true, sessionId, userId: account.userId }
}

async function openSession(organizationId: OrganizationId, memberId: string, userId: string): Promise<string> {
  const id = newId()
  await transaction(async (tx) => {
    await insertSession(organizationId, tx, { id, userId })
    const entry = { memberId, action: 'signed-in', subjectType: 'session', subjectId: id } as const
    await appendAudit(organizationId, tx, entry)
  })
  return id
}

/**
 * Ends a session at once, its live streams included. `also` is done in the same transaction: a sign-out that is cut off
 * has done nothing. What the session was about to do meanwhile has committed before, or is refused.
 * @returns whose it was; null when it was over already
 */
export async function endSession(sessionId: string, also?: (tx: Tx, ended: EndedSession) => Promise<void>) {
  if (!isUuid(sessionId)) return null
  const ended = await transaction(async (tx) => {
    const session = await revokeSession(tx, sessionId)
    if (!session) return null
    const entry = { action: 'signed-out', subjectType: 'session', subjectId: sessionId } as const
    await appendAudit(session.organizationId, tx, { memberId: session.memberId, ...entry })
    await also?.(tx, session)
    return session
  })
  if (ended) publish(ended.organizationId, 'members')
  return ended
}

/**
 * The member behind a session, looked up now: a revoked session, a disabled user, a deactivated membership or another
 * role count from the next call on. `active`: somebody did something, which keeps the session alive.
 */
export async function memberOfSession(sessionId: string, active: boolean): Promise<SignedInMember | null> {
  if (!isUuid(sessionId)) return null
  const row = await findSession(sessionId, env().DEMO)
  if (!row) return null
  const { renewalDue, ...member } = row
  if (active && renewalDue) await renewSession(sessionId)
  return member
}

/** Those of these sessions that still open something. */
export const validSessions = (sessionIds: string[]) => findValidSessions(sessionIds, env().DEMO)

/** The active members of the member's organization, by name; herself included. */
export const listMembers = async (member: SignedInMember): Promise<MemberList> => ({
  members: await listActiveMembers(member.organizationId),
})
