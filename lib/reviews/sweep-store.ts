import { auditOfChanged } from '@/lib/audit/store'
import { leaveToPopp } from '@/lib/outbox/act-store'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { afterFacts, noHolder } from './transition-store'

const { sql } = Prisma

export interface SweptRow {
  organizationId: OrganizationId
  recordKey: string
}

const leaseEnded = sql`r.holder_id IS NOT NULL AND (r.lease_until <= clock_timestamp() OR NOT EXISTS (
  SELECT FROM members m WHERE m.organization_id = r.organization_id AND m.id = r.holder_id
    AND m.deactivated_at IS NULL AND m.role IN ('recruiter', 'admin')))`
const snoozeEnded = sql`r.snoozed_until <= clock_timestamp()`

/** Asked every second, when mostly nothing has: the sweeps themselves bring the ids of 500 entries with them. */
export async function hasEnded(): Promise<boolean> {
  const rows = await db().$queryRaw<{ ended: boolean }[]>(sql`
    ${prepared} SELECT EXISTS (SELECT FROM review_items r WHERE ${leaseEnded})
      OR EXISTS (SELECT FROM review_items r WHERE ${snoozeEnded}) AS ended`)
  return rows[0]!.ended
}

/** Leases that are over, or whose holder may not act any more: the item is free for everybody, and the trail says so. */
export const sweepLeases = (limit: number) =>
  sweep({
    due: leaseEnded,
    set: noHolder,
    action: 'claim-lapsed',
    facts: sql`jsonb_build_object('formerHolderId', former_holder_id)`,
    also: leaveToPopp(sql`o.action_id`),
    limit,
  })

/** Snoozes that are over. The due time was worked out for this moment when the snooze began. */
export const sweepSnoozes = (limit: number) =>
  sweep({
    due: snoozeEnded,
    set: sql`snoozed_until = NULL, snoozed_by_id = NULL, due_left_seconds = NULL`,
    action: 'item-woken',
    facts: sql`jsonb_build_object('cause', 'time')`,
    limit,
  })

interface Sweep {
  due: Prisma.Sql
  set: Prisma.Sql
  action: 'claim-lapsed' | 'item-woken'
  facts: Prisma.Sql
  /** More common tables that read `changed`, each begun with a comma. */
  also?: Prisma.Sql
  limit: number
}

/** Over all organizations. Locked rows are somebody's action of this very moment: passed over, looked at again next time. */
function sweep({ due, set, action, facts, also = Prisma.empty, limit }: Sweep): Promise<SweptRow[]> {
  const ids = Array.from({ length: limit }, () => newId())
  return db().$queryRaw<SweptRow[]>(sql`
    WITH ids AS (SELECT entry_id, n FROM unnest(${ids}::uuid[]) WITH ORDINALITY fresh (entry_id, n)), chosen AS (
      SELECT r.organization_id, r.id, r.holder_id FROM review_items r WHERE ${due}
      ORDER BY r.id LIMIT ${limit} FOR UPDATE OF r SKIP LOCKED
    ), numbered AS (SELECT *, row_number() OVER () AS n FROM chosen), changed AS (
      UPDATE review_items i SET ${set}, version = i.version + 1
      FROM numbered JOIN ids ON ids.n = numbered.n
      WHERE i.organization_id = numbered.organization_id AND i.id = numbered.id
      RETURNING i.*, ids.entry_id, numbered.holder_id AS former_holder_id
    ), audited AS (${auditOfChanged(sql`organization_id`, {
      id: sql`entry_id`,
      memberId: null,
      action,
      subjectType: 'review-item',
      subjectId: sql`id`,
      facts: sql`${afterFacts} || ${facts}`,
    })})${also}
    SELECT organization_id AS "organizationId", record_key AS "recordKey" FROM changed`)
}
