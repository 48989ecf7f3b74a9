import { auditOfChanged } from '@/lib/audit/store'
import { withoutHandOvers } from '@/lib/notifications/notify-store'
import { takeBackInPopp } from '@/lib/outbox/act-store'
import { db, type Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { leaseEnd } from './claim-store'
import { UNDO_MINUTES } from './domain'
import { selectItems } from './store'
import { type Actor, afterFacts, type ChangedRow, mayAct } from './transition-store'

const { sql } = Prisma

const timeOf = (name: string) => Prisma.raw(`(chosen.before->>'${name}')::timestamptz`)
const uuidOf = (name: string) => Prisma.raw(`(chosen.before->>'${name}')::uuid`)

/** Which of the member's actions can still be undone: lately done, not undone yet, and nothing has changed since. */
const undoable = ({ organizationId, memberId }: Actor) => sql`a.organization_id = ${organizationId}::uuid
  AND a.member_id = ${memberId}::uuid AND a.undone_at IS NULL AND a.kind <> 'reply'
  AND a.at > clock_timestamp() - make_interval(mins => ${UNDO_MINUTES}::int)`

/**
 * Puts items back as they were before these actions: exactly those that nobody and nothing has changed since. What was
 * held by the member then is hers again, with a lease anew. Resolutions, skips, notes and notifications of the actions go with them.
 */
export function undo(actor: Actor, actionIds: string[]): Promise<ChangedRow[]> {
  const wasMine = sql`(${uuidOf('holderId')} = ${actor.memberId}::uuid AND ${timeOf('leaseUntil')} > chosen.done_at)`
  const audit = auditOfChanged(actor.organizationId, {
    id: sql`action_id`,
    memberId: actor.memberId,
    action: 'action-undone',
    subjectType: 'review-item',
    subjectId: sql`id`,
    facts: sql`${afterFacts} || jsonb_build_object('undone', undone_kind, 'actionId', undone_id)`,
  })
  return db().$queryRaw<ChangedRow[]>(sql`
    WITH chosen AS (
      SELECT r.*, a.id AS undone_id, a.kind AS undone_kind, a.before, a.at AS done_at, wanted.action_id
      FROM unnest(${actionIds}::uuid[], ${actionIds.map(() => newId())}::uuid[]) wanted (undone_id, action_id)
      JOIN review_actions a ON a.id = wanted.undone_id
      JOIN review_items r ON r.organization_id = a.organization_id AND r.id = a.review_item_id
      WHERE ${undoable(actor)} AND r.version = a.version_after AND ${mayAct(actor)}
      ORDER BY r.id FOR UPDATE OF r, a
    ), changed AS (
      UPDATE review_items i SET version = i.version + 1, state = (chosen.before->>'state')::review_state,
        holder_id = CASE WHEN ${wasMine} THEN ${actor.memberId}::uuid END,
        held_since = CASE WHEN ${wasMine} THEN ${timeOf('heldSince')} END,
        lease_until = CASE WHEN ${wasMine} THEN greatest(${timeOf('leaseUntil')}, ${leaseEnd}) END,
        snoozed_until = ${timeOf('snoozedUntil')}, snoozed_by_id = ${uuidOf('snoozedById')},
        due_at = ${timeOf('dueAt')}, due_left_seconds = (chosen.before->>'dueLeftSeconds')::int,
        preferred_member_id = ${uuidOf('preferredMemberId')}, preferred_role = (chosen.before->>'preferredRole')::role,
        resolved_at = ${timeOf('resolvedAt')}, resolution_id = ${uuidOf('resolutionId')},
        skip_count = (chosen.before->>'skipCount')::int
      FROM chosen WHERE i.organization_id = chosen.organization_id AND i.id = chosen.id
      RETURNING i.*, chosen.action_id, chosen.undone_id, chosen.undone_kind
    ), audited AS (${audit}), struck AS (
      UPDATE review_actions a SET undone_at = clock_timestamp() FROM chosen
      WHERE a.organization_id = chosen.organization_id AND a.id = chosen.undone_id
    ), resolutions_back AS (
      UPDATE resolutions r SET reopened_at = CASE WHEN undone_kind = 'resolve' THEN clock_timestamp() END FROM chosen
      WHERE r.organization_id = chosen.organization_id AND r.id =
        CASE undone_kind WHEN 'resolve' THEN undone_id WHEN 'reopen' THEN ${uuidOf('resolutionId')} END
      RETURNING r.*
    ), unskipped AS (
      DELETE FROM review_skips s USING chosen WHERE s.organization_id = chosen.organization_id AND s.id = chosen.undone_id
    ), unnoted AS (
      DELETE FROM notes n USING chosen WHERE n.organization_id = chosen.organization_id AND n.id = chosen.undone_id
    ), handed_over AS (
      SELECT organization_id, id, done_at - interval '1 second' AS since FROM chosen WHERE undone_kind = 'hand-over'
    ), untold AS (${withoutHandOvers(actor.memberId, sql`handed_over`)})${takeBackInPopp(actor.memberId)}
    ${selectItems(sql`changed`, { more: sql`, i.undone_id AS "actionId"` })}`)
}

export interface LoggedAction {
  id: string
  reviewItemId: string
  kind: string
  isUndone: boolean
  /** Older than what can be undone. */
  isOver: boolean
}

/** Why an action could not be undone is in this, and in its item's version. Null = no action of this member. */
export async function findAction({ organizationId, memberId }: Actor, id: string): Promise<LoggedAction | null> {
  const rows = await db().$queryRaw<LoggedAction[]>`
    SELECT id, review_item_id AS "reviewItemId", kind, undone_at IS NOT NULL AS "isUndone",
      at <= clock_timestamp() - make_interval(mins => ${UNDO_MINUTES}::int) AS "isOver"
    FROM review_actions WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND member_id = ${memberId}::uuid`
  return rows[0] ?? null
}

/** What the member's idempotency key was used for. `asked` null: the command asks for nothing more than its kind. */
export async function findKeyed({ organizationId, memberId }: Actor, idempotencyKey: string) {
  const earlier = await db().reviewAction.findUnique({
    where: { organizationId_memberId_idempotencyKey: { organizationId, memberId, idempotencyKey } },
    select: { id: true, reviewItemId: true, kind: true, before: true },
  })
  if (!earlier) return null
  const { before, ...action } = earlier
  return { ...action, asked: (before as { asked?: string | null }).asked ?? null }
}

export interface BatchAction {
  id: string
  reviewItemId: string
  /** Older than what can be undone. */
  isOver: boolean
}

/** The next actions of a bulk command that are not undone yet, in the order in which they were done. */
export const actionsOfBatch = (
  { organizationId, memberId }: Actor,
  batchId: string,
  after: string | null,
  limit: number,
) =>
  db().$queryRaw<BatchAction[]>(sql`
    SELECT id, review_item_id AS "reviewItemId",
      at <= clock_timestamp() - make_interval(mins => ${UNDO_MINUTES}::int) AS "isOver"
    FROM review_actions
    WHERE organization_id = ${organizationId}::uuid AND member_id = ${memberId}::uuid AND batch_id = ${batchId}::uuid
      AND undone_at IS NULL ${after ? sql`AND id > ${after}::uuid` : Prisma.empty}
    ORDER BY id LIMIT ${limit}`)

/** Which of these items the bulk command has changed already. */
export async function batchDone({ organizationId, memberId }: Actor, batchId: string, itemIds: string[]) {
  const where = { organizationId, memberId, batchId, reviewItemId: { in: itemIds } }
  const rows = await db().reviewAction.findMany({ where, select: { reviewItemId: true } })
  return rows.map(({ reviewItemId }) => reviewItemId)
}

/** How many items a bulk command has changed so far, this transaction's included. */
export const countOfBatch = (organizationId: OrganizationId, tx: Tx, batchId: string) =>
  tx.reviewAction.count({ where: { organizationId, batchId } })
