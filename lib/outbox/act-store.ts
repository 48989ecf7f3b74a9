import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { UNDO_WINDOW_SECONDS } from './domain'
import { sealPayload } from './payload'

const { sql, empty } = Prisma

/*
 * What an action on a review item wants in Popp, as common tables of the very statement that does the action: both commit
 * or neither. Each begins with a comma and reads `changed`: the rows of review_items as they now are, with `action_id`.
 * The cases are told in this room's README.
 */

/** The screen's ten seconds begin when the answer has come: what waits for them waits a little longer. */
const inWindow = sql`clock_timestamp() + make_interval(secs => ${UNDO_WINDOW_SECONDS + 1}::int)`

/** Nothing of it can have reached Popp. */
const isUnsent = sql`o.state = 'waiting' AND o.attempts = 0`
const ofItem = sql`o.organization_id = c.organization_id AND o.record_key = c.record_key`
const noReplyFollows = sql`NOT EXISTS (SELECT FROM outward_calls reply WHERE reply.organization_id = o.organization_id
  AND reply.record_key = o.record_key AND reply.kind = 'reply' AND reply.state IN ('waiting', 'sending'))`

/** `by`: the action that needs it no more, by which undo finds it. */
const cancelled = (by: Prisma.Sql) =>
  sql`state = 'cancelled', error = 'not-needed', finished_at = clock_timestamp(), action_id = ${by}`
const byAction = sql`c.action_id`

/** Who has the conversation in Popp, as far as we told it: the newest call that says so. `without`: ids that count no more. */
const standing = (without?: Prisma.Sql) => sql`LEFT JOIN LATERAL (
  SELECT o.kind, o.state::text AS state, o.error FROM outward_calls o
  WHERE ${ofItem} AND o.kind IN ('take-over', 'hand-back') AND o.state <> 'cancelled'
    ${without ? sql`AND o.id NOT IN (${without})` : empty}
  ORDER BY o.created_at DESC, o.id DESC LIMIT 1) last ON true`

const connected = sql`popp_connections p ON p.organization_id = c.organization_id AND p.key_ciphertext IS NOT NULL`
const conversation = sql`conversations v ON v.organization_id = c.organization_id AND v.record_key = c.record_key`

/** A new call for each row of `changed c`; `from` begins with its joins. One action wants one such call: they share the id. */
const insertCall = (kind: 'take-over' | 'hand-back', memberId: string, dueAt: Prisma.Sql, from: Prisma.Sql) => sql`
  INSERT INTO outward_calls (organization_id, id, kind, record_key, review_item_id, action_id, member_id, dedupe_key,
    created_at, due_at)
  SELECT c.organization_id, c.action_id, ${kind}::text, c.record_key, c.id, c.action_id, ${memberId}::uuid,
    ${`${kind}:`}::text || c.action_id, clock_timestamp(), ${dueAt}
  FROM changed c ${from}`

/**
 * Somebody has the item now: she takes the conversation over, if the organization wants that. A hand-back that still waits
 * is not wanted any more. What was taken over long ago is taken over again: somebody may have handed it back in Popp.
 */
export const takeOver = (memberId: string) => sql`, kept_from_ai AS (
    UPDATE outward_calls o SET ${cancelled(byAction)} FROM changed c
    WHERE ${ofItem} AND o.kind = 'hand-back' AND ${isUnsent} RETURNING o.id, o.record_key
  ), taken_over AS (${insertCall(
    'take-over',
    memberId,
    inWindow,
    sql`JOIN ${connected} AND p.take_over_on_claim JOIN ${conversation} AND NOT v.ended AND NOT v.opted_out
      ${standing(sql`SELECT id FROM kept_from_ai`)}
    WHERE last.kind IS DISTINCT FROM 'take-over' OR last.state = 'failed' OR last.state = 'done'
      AND NOT EXISTS (SELECT FROM kept_from_ai k WHERE k.record_key = c.record_key)`,
  )})`

/**
 * Nobody has the item any more: a take-over that still waits is not wanted, unless a reply follows it. What was done stays:
 * it is a person's case until it is decided. `by`: what nobody can undo names no action.
 */
export const leaveToPopp = (by = byAction) => sql`, left_to_popp AS (
    UPDATE outward_calls o SET ${cancelled(by)} FROM changed c
    WHERE ${ofItem} AND o.kind = 'take-over' AND ${isUnsent} AND ${noReplyFollows})`

/**
 * The item is decided: the AI goes on, if the organization wants that and the conversation is not the AI's anyway. A
 * take-over that still waits, and the hand-back, come to nothing together.
 */
export const handBack = (memberId: string) => sql`, left_to_popp AS (
    UPDATE outward_calls o SET ${cancelled(byAction)} FROM changed c JOIN ${connected} AND p.hand_back_on_resolve
    WHERE ${ofItem} AND o.kind = 'take-over' AND ${isUnsent} AND ${noReplyFollows} RETURNING o.id
  ), handed_back AS (${insertCall(
    'hand-back',
    memberId,
    inWindow,
    sql`JOIN ${connected} AND p.hand_back_on_resolve JOIN ${conversation} AND NOT v.opted_out
      ${standing(sql`SELECT id FROM left_to_popp`)}
    WHERE CASE
      WHEN last.kind = 'take-over' THEN last.state <> 'failed' OR last.error NOT IN ('not-found', 'no-key', 'invalid')
      WHEN last.state IN ('waiting', 'sending') THEN false
      WHEN last.state = 'failed' THEN true
      -- Not ours: somebody may have taken it over in Popp by hand, where claims do not.
      ELSE NOT p.take_over_on_claim AND NOT v.ended END`,
  )})`

/**
 * Undo, with `undone_id` beside each row of `changed`: what the undone action wanted and is still here is cancelled, what
 * it had cancelled waits again, and of what has left the opposite is done.
 */
export const takeBackInPopp = (memberId: string) => sql`, recalled AS (
    UPDATE outward_calls o SET state = 'cancelled', error = 'undone', finished_at = clock_timestamp() FROM changed c
    WHERE o.organization_id = c.organization_id AND o.action_id = c.undone_id AND ${isUnsent} RETURNING o.id
  ), wanted_again AS (
    UPDATE outward_calls o SET state = 'waiting', error = NULL, finished_at = NULL FROM changed c
    WHERE o.organization_id = c.organization_id AND o.action_id = c.undone_id AND o.state = 'cancelled'
      AND o.error = 'not-needed'
  ), reversed AS (
    INSERT INTO outward_calls (organization_id, id, kind, record_key, review_item_id, action_id, member_id, dedupe_key,
      created_at, due_at)
    SELECT c.organization_id, c.action_id, CASE o.kind WHEN 'take-over' THEN 'hand-back' ELSE 'take-over' END,
      c.record_key, c.id, c.action_id, ${memberId}::uuid, 'undo:' || c.action_id, clock_timestamp(), clock_timestamp()
    FROM changed c JOIN outward_calls o ON o.organization_id = c.organization_id AND o.action_id = c.undone_id
    JOIN ${conversation} AND NOT v.opted_out
    WHERE o.state IN ('waiting', 'sending', 'done') AND o.id NOT IN (SELECT id FROM recalled)
      AND CASE o.kind WHEN 'hand-back' THEN NOT v.ended WHEN 'take-over' THEN NOT EXISTS (
        SELECT FROM outward_calls e WHERE e.organization_id = o.organization_id AND e.record_key = o.record_key
          AND e.kind = 'take-over' AND e.state = 'done' AND (e.created_at, e.id) < (o.created_at, o.id)
          AND NOT EXISTS (SELECT FROM outward_calls b WHERE b.organization_id = e.organization_id
            AND b.record_key = e.record_key AND b.kind = 'hand-back' AND b.state = 'done'
            AND (b.created_at, b.id) > (e.created_at, e.id) AND (b.created_at, b.id) < (o.created_at, o.id)))
        ELSE false END)`

/**
 * Words to the candidate, and before them a take-over unless the conversation has one: which of the two is written first
 * PostgreSQL decides, so the words are placed by its time. Cancelled together: the take-over
 * is named by the action too.
 */
export const replyCalls = (memberId: string, takeOverId: string, words: string) => sql`, taken_over AS (
    INSERT INTO outward_calls (organization_id, id, kind, record_key, review_item_id, action_id, member_id, dedupe_key,
      created_at, due_at)
    SELECT c.organization_id, ${takeOverId}::uuid, 'take-over', c.record_key, c.id, c.action_id, ${memberId}::uuid,
      'take-over:' || c.action_id, clock_timestamp(), clock_timestamp() + make_interval(secs => ${UNDO_WINDOW_SECONDS}::int)
    FROM changed c JOIN ${conversation} AND NOT v.ended ${standing()}
    WHERE last.kind IS DISTINCT FROM 'take-over' OR last.state = 'failed' RETURNING created_at
  ), replied AS (
    INSERT INTO outward_calls (organization_id, id, kind, record_key, review_item_id, action_id, member_id, payload,
      dedupe_key, created_at, due_at)
    SELECT c.organization_id, c.action_id, 'reply', c.record_key, c.id, c.action_id, ${memberId}::uuid,
      ${sealPayload(words)}::bytea, 'reply:' || c.action_id,
      greatest(clock_timestamp(), t.created_at + interval '1 millisecond'),
      clock_timestamp() + make_interval(secs => ${UNDO_WINDOW_SECONDS}::int)
    FROM changed c LEFT JOIN taken_over t ON true)`

/** The organization can write to the candidate, who has not asked to be left alone. Over `r` = review_items. */
export const mayReply = sql`EXISTS (SELECT FROM conversations v JOIN popp_connections p
    ON p.organization_id = v.organization_id AND p.key_ciphertext IS NOT NULL
  WHERE v.organization_id = r.organization_id AND v.record_key = r.record_key AND NOT v.opted_out)`

/** `leaveToPopp` for what a sign-out or a deactivation frees: the rest of its transaction. */
export const leaveAllToPopp = (organizationId: OrganizationId, tx: Tx, recordKeys: string[]) =>
  tx.$executeRaw(sql`
    UPDATE outward_calls o SET ${cancelled(sql`o.action_id`)}
    WHERE o.organization_id = ${organizationId}::uuid AND o.record_key = ANY(${recordKeys})
      AND o.kind = 'take-over' AND ${isUnsent} AND ${noReplyFollows}`)
