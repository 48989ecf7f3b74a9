import { leaveToPopp } from '@/lib/outbox/act-store'
import type { Tx } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'
import { SNOOZE_DAYS_MAX } from './domain'
import type { HandOverTarget } from './schema'
import {
  type Actor,
  awake,
  type ChangedRow,
  change,
  changeIn,
  isFreeOrMine,
  type Marks,
  mayAct,
  noHolder,
  type Target,
  wantedRows,
} from './transition-store'

const { sql } = Prisma

/** When an item that falls asleep is due on waking, and how much working time was left. */
export interface Pause {
  id: string
  dueAt: Date | null
  leftSeconds: number | null
}

/** Puts items to sleep; whoever held one holds it no more. `pauses` were worked out for the versions in `targets`. */
export function snooze(
  actor: Actor,
  targets: Target[],
  until: Date,
  pauses: readonly Pause[],
  marks?: Marks,
): Promise<ChangedRow[]> {
  const paused = (column: Prisma.Sql) => sql`(SELECT ${column} FROM unnest(${pauses.map(({ id }) => id)}::uuid[],
    ${pauses.map(({ dueAt }) => dueAt)}::timestamptz[], ${pauses.map(({ leftSeconds }) => leftSeconds)}::int[])
    p (id, due_at, left_seconds) WHERE p.id = i.id)`
  const ahead = sql`${until}::timestamptz > clock_timestamp()
    AND ${until}::timestamptz <= clock_timestamp() + make_interval(hours => ${SNOOZE_DAYS_MAX * 24}::int)`
  return change(actor, {
    kind: 'snooze',
    chosen: wantedRows(actor, targets, sql`${isFreeOrMine(actor.memberId)} AND ${ahead}`),
    set: sql`${noHolder}, snoozed_until = ${until}, snoozed_by_id = ${actor.memberId}::uuid,
      due_at = ${paused(sql`p.due_at`)}, due_left_seconds = ${paused(sql`p.left_seconds`)}`,
    also: leaveToPopp(),
    marks,
  })
}

/** Ends a snooze early. */
export const wake = (actor: Actor, target: Target, dueAt: Date | null, marks?: Marks): Promise<ChangedRow[]> =>
  change(actor, {
    kind: 'wake',
    chosen: wantedRows(actor, [target], sql`${isFreeOrMine(actor.memberId)} AND snoozed_until > clock_timestamp()`),
    set: sql`${awake}, due_at = ${dueAt}`,
    marks,
  })

/** Passes an item over: what the member held is free, and claim-next offers it to her last for a while. */
export const skip = (actor: Actor, target: Target, reason: string, marks?: Marks): Promise<ChangedRow[]> =>
  change(actor, {
    kind: 'skip',
    chosen: wantedRows(actor, [target], isFreeOrMine(actor.memberId)),
    set: sql`${noHolder}, skip_count = i.skip_count + 1`,
    also: sql`, skipped AS (
      INSERT INTO review_skips (organization_id, id, review_item_id, member_id, reason, at)
      SELECT organization_id, action_id, id, ${actor.memberId}::uuid, ${reason || null}, clock_timestamp() FROM changed)${leaveToPopp()}`,
    marks,
  })

/** Frees items for a member or a role, awake. The note, if any, has the action's id, so that undo finds it. */
export function handOver(
  actor: Actor,
  targets: Target[],
  to: HandOverTarget,
  note: string,
  { dueAt, marks, tx }: { dueAt?: (id: string) => Date | null; marks?: Marks; tx: Tx },
): Promise<ChangedRow[]> {
  const [memberId, role] = 'memberId' in to ? [to.memberId, null] : [null, to.role]
  const ids = targets.map(({ id }) => id)
  const due = sql`(SELECT p.due_at FROM unnest(${ids}::uuid[], ${ids.map((id) => dueAt?.(id) ?? null)}::timestamptz[])
    p (id, due_at) WHERE p.id = i.id)`
  const canTake = memberId
    ? mayAct({ organizationId: actor.organizationId, memberId })
    : sql`${role}::role <> 'auditor'`
  return changeIn(tx, actor, {
    kind: 'hand-over',
    chosen: wantedRows(actor, targets, sql`${isFreeOrMine(actor.memberId)} AND ${canTake}`),
    set: sql`${noHolder}, ${awake}, due_at = CASE WHEN i.due_left_seconds IS NULL THEN i.due_at ELSE ${due} END,
        preferred_member_id = ${memberId}::uuid, preferred_role = ${role}::role`,
    also: sql`${noteOfAction(actor, note)}${leaveToPopp()}`,
    facts: sql`jsonb_build_object('toMemberId', ${memberId}::text, 'toRole', ${role}::text)`,
    marks,
  })
}

/** A common table that writes the text as a note of each changed item's conversation. */
export const noteOfAction = ({ memberId }: Actor, text: string) => sql`, noted AS (
  INSERT INTO notes (organization_id, id, record_key, member_id, body, created_at)
  SELECT organization_id, action_id, record_key, ${memberId}::uuid, ${text}, clock_timestamp()
  FROM changed WHERE ${text} <> '')`
