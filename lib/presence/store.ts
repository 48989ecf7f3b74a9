import { db } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { PRESENT_SECONDS } from './domain'

const { sql } = Prisma

/** More colleagues than fit on any screen. */
const PRESENT_MAX = 500
const KEEP_MINUTES = 60

interface Actor {
  organizationId: OrganizationId
  memberId: string
}

export interface SaidRow {
  now: Date
  wasPresent: boolean
  wasTyping: boolean
}

const rowOf = (
  { organizationId, memberId }: Actor,
  reviewItemId: string,
) => sql`organization_id = ${organizationId}::uuid
  AND member_id = ${memberId}::uuid AND review_item_id = ${reviewItemId}::uuid`
const isPresent = sql`seen_at > clock_timestamp() - make_interval(secs => ${PRESENT_SECONDS}::int)`

/** One statement, for everybody sends it every few seconds. Null = no such item in this organization. */
export async function upsertPresence(actor: Actor, reviewItemId: string, typing: boolean): Promise<SaidRow | null> {
  const { organizationId, memberId } = actor
  const rows = await db().$queryRaw<SaidRow[]>(sql`
    ${prepared} WITH before AS (
      SELECT ${isPresent} AS present, typing_at IS NOT NULL AS typing FROM presence WHERE ${rowOf(actor, reviewItemId)}
    )
    INSERT INTO presence (organization_id, member_id, review_item_id, seen_at, typing_at)
    SELECT organization_id, ${memberId}::uuid, id, clock_timestamp(), CASE WHEN ${typing} THEN clock_timestamp() END
    FROM review_items WHERE organization_id = ${organizationId}::uuid AND id = ${reviewItemId}::uuid
    ON CONFLICT (organization_id, member_id, review_item_id)
      DO UPDATE SET seen_at = excluded.seen_at, typing_at = excluded.typing_at
    RETURNING seen_at AS now, coalesce((SELECT present FROM before), false) AS "wasPresent",
      coalesce((SELECT typing FROM before), false) AS "wasTyping"`)
  return rows[0] ?? null
}

/** @returns whether the member was still shown there */
export async function deletePresence(actor: Actor, reviewItemId: string): Promise<boolean> {
  const rows = await db().$queryRaw<{ wasPresent: boolean }[]>(sql`
    ${prepared} DELETE FROM presence WHERE ${rowOf(actor, reviewItemId)} RETURNING ${isPresent} AS "wasPresent"`)
  return rows[0]?.wasPresent ?? false
}

export interface PresentRow {
  now: Date
  reviewItemId: string
  memberId: string
  name: string
  typing: boolean
  seenAt: Date
}

/** Everybody else who is there, and the clock also when nobody is (then the other columns are null). */
export const listPresence = ({ organizationId, memberId }: Actor) =>
  db().$queryRaw<(PresentRow | { now: Date; memberId: null })[]>(sql`
    ${prepared} SELECT clock_timestamp() AS now, there.* FROM (SELECT) one LEFT JOIN LATERAL (
      SELECT p.review_item_id AS "reviewItemId", p.member_id AS "memberId", u.name, p.typing_at IS NOT NULL AS typing,
        p.seen_at AS "seenAt"
      FROM presence p
      JOIN members m ON m.organization_id = p.organization_id AND m.id = p.member_id AND m.deactivated_at IS NULL
      JOIN users u ON u.id = m.user_id
      WHERE p.organization_id = ${organizationId}::uuid AND p.member_id <> ${memberId}::uuid AND ${isPresent}
      ORDER BY u.name, p.member_id, p.review_item_id LIMIT ${PRESENT_MAX}
    ) there ON true`)

/** Rows of browsers that died. SKIP LOCKED: those who sweep at the same moment wait for nobody. */
export const sweepPresence = (organizationId: OrganizationId) =>
  db().$executeRaw(sql`
    ${prepared} DELETE FROM presence WHERE (organization_id, member_id, review_item_id) IN (
      SELECT organization_id, member_id, review_item_id FROM presence WHERE organization_id = ${organizationId}::uuid
        AND seen_at < clock_timestamp() - make_interval(mins => ${KEEP_MINUTES}::int) FOR UPDATE SKIP LOCKED
    )`)
