import type { AuditAction } from '@/lib/audit/schema'
import { auditOfChanged } from '@/lib/audit/store'
import { db, type Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { isUniqueViolation } from '@/lib/platform/unique-violation'
import { Prisma } from '@/prisma/generated/client'
import type { ItemRow } from './item'
import { selectItems } from './store'

const { sql, empty } = Prisma

/** Who acts, and for which organization. */
export interface Actor {
  organizationId: OrganizationId
  memberId: string
  /** By which she is signed in: it must still be valid when the statement commits. Without one, nobody is signed in (tests). */
  sessionId?: string
}

/** What a member can do to an item, as the log of actions and the trail name it. */
export const auditOf = {
  claim: 'item-claimed',
  extend: 'claim-extended',
  hold: 'claim-held',
  release: 'claim-released',
  resolve: 'item-resolved',
  reopen: 'item-reopened',
  snooze: 'item-snoozed',
  wake: 'item-woken',
  skip: 'item-skipped',
  'hand-over': 'item-handed-over',
  reply: 'reply-wanted',
} as const satisfies Record<string, AuditAction>
export type ActionKind = keyof typeof auditOf

/** Under which key, and as part of which bulk command, an action is written down. */
export interface Marks {
  idempotencyKey?: string
  batchId?: string
  /** Digest of what the command asks for: under the same key something else is refused (`asking`). */
  asked?: string
}

/** An item, and the version that must still be its own; null = any. */
export interface Target {
  id: string
  version: number | null
}

export type ChangedRow = ItemRow & { actionId: string }

interface Transition {
  kind: ActionKind
  /** Rows to change, locked, each with a column `action_id`: made by `wantedRows` or by claim-next. */
  chosen: Prisma.Sql
  /** Of the row `i`; `chosen` is the row as it was. `version` rises by itself. */
  set: Prisma.Sql
  /** More common tables that read `changed` and `chosen`, each begun with a comma. */
  also?: Prisma.Sql
  /** Where the new resolutions are, when `also` makes some: a statement does not see its own writes. */
  resolutions?: Prisma.Sql
  /** More of the trail's facts, over the columns of `changed`. */
  facts?: Prisma.Sql
  marks?: Marks
}

// `clock_timestamp()`, not `now()`: a statement that waited for a row's lock judges it by the time it got it.
export const isFree = sql`state = 'open' AND (holder_id IS NULL OR lease_until <= clock_timestamp())`
export const isAwake = sql`(snoozed_until IS NULL OR snoozed_until <= clock_timestamp())`
export const isMine = (memberId: string) =>
  sql`state = 'open' AND holder_id = ${memberId}::uuid AND lease_until > clock_timestamp()`
export const isFreeOrMine = (memberId: string) =>
  sql`state = 'open' AND (holder_id IS NULL OR holder_id = ${memberId}::uuid OR lease_until <= clock_timestamp())`

export const noHolder = sql`holder_id = NULL, held_since = NULL, lease_until = NULL`
export const awake = sql`snoozed_until = NULL, snoozed_by_id = NULL, due_left_seconds = NULL`
export const forNobody = sql`preferred_member_id = NULL, preferred_role = NULL`

/**
 * True while the member may act and is signed in. Both rows stay locked against change until the statement commits: a
 * deactivation or a sign-out waits for it and then finds what it gave, so that nobody is left holding what they may not
 * act on, and nothing is given to somebody who has just gone.
 */
export const mayAct = ({ organizationId, memberId, sessionId }: Actor) => sql`EXISTS (
  SELECT FROM members m ${sessionId ? sql`JOIN sessions s ON s.id = ${sessionId}::uuid` : empty}
  WHERE m.organization_id = ${organizationId}::uuid AND m.id = ${memberId}::uuid
    AND m.deactivated_at IS NULL AND m.role IN ('recruiter', 'admin')
    ${sessionId ? sql`AND s.revoked_at IS NULL` : empty} FOR SHARE)`

/**
 * The named rows that fulfil `guard` and are of the version that was seen, if the member may act; locked in the order of
 * their ids. CASE: of 200 claims of one item the 199 that come too late must not lock, and so write, the member's row.
 */
export const wantedRows = (actor: Actor, targets: readonly Target[], guard: Prisma.Sql) => sql`
  SELECT r.*, wanted.action_id FROM review_items r
  JOIN unnest(${targets.map(({ id }) => id)}::uuid[], ${targets.map(({ version }) => version)}::int[],
    ${targets.map(() => newId())}::uuid[]) wanted (wanted_id, seen, action_id) ON r.id = wanted.wanted_id
  WHERE r.organization_id = ${actor.organizationId}::uuid AND CASE WHEN (seen IS NULL OR version = seen) AND ${guard} THEN ${mayAct(actor)} ELSE false END
  ORDER BY r.id FOR UPDATE OF r`

/** What the trail says of each change: enough to rebuild who held what until when. Ids, codes and times only. */
export const afterFacts = sql`jsonb_build_object('version', version, 'state', state, 'holderId', holder_id,
  'until', lease_until, 'snoozedUntil', snoozed_until, 'resolutionId', resolution_id)`

/** Everything an action may change, as it was: undo puts it back. */
const image = sql`jsonb_build_object('state', b.state, 'holderId', b.holder_id, 'heldSince', b.held_since,
  'leaseUntil', b.lease_until, 'snoozedUntil', b.snoozed_until, 'snoozedById', b.snoozed_by_id, 'dueAt', b.due_at,
  'dueLeftSeconds', b.due_left_seconds, 'preferredMemberId', b.preferred_member_id, 'preferredRole', b.preferred_role,
  'resolvedAt', b.resolved_at, 'resolutionId', b.resolution_id, 'skipCount', b.skip_count)`

/**
 * Guard, change, trail, log and answer in one statement, so in one round trip and one short lock: in a race for one item
 * the losers wait microseconds for the winner, not for its trips BEGIN … COMMIT. Answers the rows that were changed.
 */
export function transition(actor: Actor, { kind, chosen, set, also = empty, ...rest }: Transition): Prisma.Sql {
  const audit = auditOfChanged(actor.organizationId, {
    id: sql`action_id`,
    memberId: actor.memberId,
    action: auditOf[kind],
    subjectType: 'review-item',
    subjectId: sql`id`,
    facts: rest.facts ? sql`${afterFacts} || ${rest.facts}` : afterFacts,
  })
  const { batchId = null, idempotencyKey = null, asked = null } = rest.marks ?? {}
  return sql`
    ${prepared} WITH chosen AS (${chosen}), changed AS (
      UPDATE review_items i SET ${set}, version = i.version + 1 FROM chosen
      WHERE i.organization_id = chosen.organization_id AND i.id = chosen.id RETURNING i.*, chosen.action_id
    ), audited AS (${audit}), logged AS (
      INSERT INTO review_actions
        (organization_id, id, review_item_id, member_id, kind, batch_id, idempotency_key, before, version_after, at)
      SELECT c.organization_id, c.action_id, c.id, ${actor.memberId}::uuid, ${kind}, ${batchId}::uuid,
        ${idempotencyKey}, ${image} || jsonb_build_object('asked', ${asked}::text), c.version, clock_timestamp()
      FROM changed c JOIN chosen b ON b.id = c.id
    )${also}
    ${selectItems(sql`changed`, { resolutions: rest.resolutions, more: sql`, i.action_id AS "actionId"` })}`
}

/** Changes what fulfils the conditions, in the caller's transaction, which fails when the idempotency key was used before. */
export const changeIn = (tx: Tx, actor: Actor, wanted: Transition) =>
  tx.$queryRaw<ChangedRow[]>(transition(actor, wanted))

/** The same in a transaction of its own: nothing is changed when the key was used before. */
export async function change(actor: Actor, wanted: Transition): Promise<ChangedRow[]> {
  try {
    return await changeIn(db(), actor, wanted)
  } catch (error) {
    // Rolled back whole: what the key was used for is then looked up.
    if (isUniqueViolation(error)) return []
    throw error
  }
}
