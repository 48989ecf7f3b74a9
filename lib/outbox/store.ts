import { db } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { conversationKinds } from './domain'
import { CALLS_MAX, type OutwardKind, type OutwardQuery, type OutwardState } from './schema'
import { isSuperseded } from './wish-store'

const { sql, join } = Prisma

/** A conversation's list shows so many, the newest. */
const SHOWN_MAX = 20
const COUNTED_MAX = 1_001

export interface CallRow {
  id: string
  kind: OutwardKind
  state: OutwardState
  recordKey: string | null
  reviewItemId: string | null
  memberId: string | null
  byName: string | null
  payload: Uint8Array | null
  createdAt: Date
  dueAt: Date
  finishedAt: Date | null
  attempts: number
  error: string | null
  /** Who holds the item at this moment. */
  holderId: string | null
  candidateName: string | null
  /** It failed, and what happened since decided otherwise. */
  isSuperseded: boolean
}

const selectCalls = sql`
  SELECT o.id, o.kind, o.state::text AS state, o.record_key AS "recordKey", o.review_item_id AS "reviewItemId",
    o.member_id AS "memberId", u.name AS "byName", o.payload, o.created_at AS "createdAt", o.due_at AS "dueAt",
    o.finished_at AS "finishedAt", o.attempts, o.error, v.candidate_name AS "candidateName",
    CASE WHEN i.lease_until > now() THEN i.holder_id END AS "holderId",
    o.state IN ('failed', 'unclear') AND ${isSuperseded} AS "isSuperseded"
  FROM outward_calls o
  LEFT JOIN members m ON m.organization_id = o.organization_id AND m.id = o.member_id
  LEFT JOIN users u ON u.id = m.user_id
  LEFT JOIN review_items i ON i.organization_id = o.organization_id AND i.id = o.review_item_id
  LEFT JOIN conversations v ON v.organization_id = o.organization_id AND v.record_key = o.record_key`

/** What is done to the conversation in Popp, the newest first; what was cancelled came to nothing. */
export const listOfConversation = (organizationId: OrganizationId, recordKey: string) =>
  db().$queryRaw<CallRow[]>(sql`
    ${prepared} ${selectCalls}
    WHERE o.organization_id = ${organizationId}::uuid AND o.record_key = ${recordKey} AND o.state <> 'cancelled'
      AND o.kind IN (${join(conversationKinds.map((kind) => sql`${kind}`))})
    ORDER BY o.created_at DESC, o.id DESC LIMIT ${SHOWN_MAX}`)

const inState = ({ state }: OutwardQuery) => {
  if (state === 'trouble') return sql`o.state IN ('failed', 'unclear')`
  if (state === 'waiting') return sql`o.state IN ('waiting', 'sending')`
  return sql`o.state = ${state}::outward_state AND o.state IN ('failed', 'unclear')`
}

export const listByState = (organizationId: OrganizationId, query: OutwardQuery) =>
  db().$queryRaw<CallRow[]>(sql`
    ${selectCalls} WHERE o.organization_id = ${organizationId}::uuid AND ${inState(query)}
    ORDER BY o.created_at, o.id LIMIT ${CALLS_MAX}`)

export async function countByState(organizationId: OrganizationId, query: OutwardQuery): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>(sql`
    SELECT count(*)::int AS count FROM (SELECT FROM outward_calls o
      WHERE o.organization_id = ${organizationId}::uuid AND ${inState(query)} LIMIT ${COUNTED_MAX}) counted`)
  return row!.count
}

/** Null = unknown, or another organization's. */
export async function findCall(organizationId: OrganizationId, id: string): Promise<CallRow | null> {
  const rows = await db().$queryRaw<CallRow[]>(sql`
    ${selectCalls} WHERE o.organization_id = ${organizationId}::uuid AND o.id = ${id}::uuid`)
  return rows[0] ?? null
}

/** Whether the organization has a key for Popp's API. */
export const hasKey = async (organizationId: OrganizationId) =>
  (await db().poppConnection.count({ where: { organizationId, keyCiphertext: { not: null } } })) > 0
