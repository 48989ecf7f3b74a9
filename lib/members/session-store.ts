import { db, type Tx } from '@/lib/platform/db'
import { DEMO_POPP_ORGANIZATION_ID } from '@/lib/platform/demo-organization'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import type { SignedInMember } from './domain'
import { SESSION_IDLE_SECONDS, SESSION_MAX_SECONDS, SESSION_RENEW_AFTER_SECONDS } from './session-length'

const seconds = (count: number) => Prisma.sql`make_interval(secs => ${count}::double precision)`
const slidEnd = Prisma.sql`LEAST(now() + ${seconds(SESSION_IDLE_SECONDS)}, created_at + ${seconds(SESSION_MAX_SECONDS)})`

export const insertSession = (
  organizationId: OrganizationId,
  tx: Tx,
  session: { id: string; userId: string },
): Promise<number> =>
  tx.$executeRaw`
    INSERT INTO sessions (id, user_id, organization_id, expires_at)
    VALUES (${session.id}::uuid, ${session.userId}::uuid, ${organizationId}::uuid, now() + ${seconds(SESSION_IDLE_SECONDS)})`

/** What must be true, at this moment, for a session to open anything. One place, for requests and streams alike. */
const valid = (demo: boolean) => Prisma.sql`
  FROM sessions s
  JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  JOIN members m ON m.organization_id = s.organization_id AND m.user_id = s.user_id AND m.deactivated_at IS NULL
  JOIN organizations o ON o.id = s.organization_id AND (${demo} OR o.popp_organization_id <> ${DEMO_POPP_ORGANIZATION_ID})
  WHERE s.revoked_at IS NULL AND s.expires_at > now()`

export type SessionRow = SignedInMember & { renewalDue: boolean }

/** The gate's own question: the session names user and organization, not the request. Null = opens nothing (any more). */
export async function findSession(sessionId: string, demo: boolean): Promise<SessionRow | null> {
  const rows = await db().$queryRaw<SessionRow[]>`
    ${prepared} SELECT s.organization_id AS "organizationId", o.name AS "organizationName", m.id AS "memberId", u.id AS "userId",
      s.id AS "sessionId", u.name, u.email, m.role::text AS role,
      s.expires_at < now() + ${seconds(SESSION_IDLE_SECONDS - SESSION_RENEW_AFTER_SECONDS)} AS "renewalDue"
    ${valid(demo)} AND s.id = ${sessionId}::uuid`
  return rows[0] ?? null
}

/** Those of these sessions that still open something. One query for all live streams of a process. */
export async function findValidSessions(sessionIds: string[], demo: boolean): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ id: string }[]>`SELECT s.id ${valid(demo)} AND s.id = ANY(${sessionIds}::uuid[])`
  return new Set(rows.map(({ id }) => id))
}

export const renewSession = (sessionId: string): Promise<number> =>
  db().$executeRaw`
    UPDATE sessions SET expires_at = ${slidEnd}
    WHERE id = ${sessionId}::uuid AND revoked_at IS NULL AND expires_at > now()`

/** Ends a session once: null when it was not a live one. */
export async function revokeSession(tx: Tx, sessionId: string) {
  const rows = await tx.$queryRaw<{ organizationId: OrganizationId; memberId: string | null }[]>`
    UPDATE sessions s SET revoked_at = now()
    WHERE s.id = ${sessionId}::uuid AND s.revoked_at IS NULL AND s.expires_at > now()
    RETURNING s.organization_id AS "organizationId",
      (SELECT m.id FROM members m WHERE m.organization_id = s.organization_id AND m.user_id = s.user_id) AS "memberId"`
  return rows[0] ?? null
}

/** Ends every session of a user, in every organization. */
export const revokeSessionsOf = (tx: Tx, userId: string): Promise<number> =>
  tx.$executeRaw`UPDATE sessions SET revoked_at = now() WHERE user_id = ${userId}::uuid AND revoked_at IS NULL`

/** Ends the user's sessions in one organization. */
export const revokeSessionsIn = (organizationId: OrganizationId, tx: Tx, userId: string): Promise<number> =>
  tx.$executeRaw`
    UPDATE sessions SET revoked_at = now()
    WHERE organization_id = ${organizationId}::uuid AND user_id = ${userId}::uuid AND revoked_at IS NULL`
