import { type AiOutcome, aiOutcomes } from '@/lib/conversations/schema'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { prepared } from '@/lib/platform/prepared'
import { isUniqueViolation } from '@/lib/platform/unique-violation'
import { Prisma } from '@/prisma/generated/client'
import { type Actor, auditOf, claimFacts, isHeldBy, leaseEnd, rowOf } from './claim-store'
import { reasonRequired } from './domain'
import type { ItemRow } from './item'
import type { ResolveRequest } from './schema'
import { selectItems } from './store'

const { sql } = Prisma

/** Which of Popp's outcomes this answer may close as it stands: all of them once a reason is given. */
const closable = ({ outcome, reason }: ResolveRequest): AiOutcome[] =>
  aiOutcomes.filter((aiOutcome) => reason !== '' || !reasonRequired(aiOutcome, outcome))

/**
 * Resolution, item and audit entry in one statement. Null = a condition did not hold, or the key was used before:
 * nothing was changed. Popp's outcome is judged as it is now, not as the browser saw it.
 */
export async function resolve(actor: Actor, id: string, request: ResolveRequest): Promise<ItemRow | null> {
  const { memberId } = actor
  const resolutionId = newId()
  const facts = sql`jsonb_build_object('version', version, 'resolutionId', resolution_id, 'outcome', ${request.outcome}::text)`
  const statement = sql`
    ${prepared} WITH changed AS (
      UPDATE review_items SET state = 'resolved', holder_id = NULL, held_since = NULL, lease_until = NULL,
        resolved_at = clock_timestamp(), resolution_id = ${resolutionId}::uuid, version = version + 1
      WHERE ${rowOf(actor, id)} AND ${isHeldBy(memberId, request.version)}
        AND EXISTS (SELECT FROM conversations c WHERE c.organization_id = review_items.organization_id
          AND c.record_key = review_items.record_key AND c.ai_outcome = ANY(${closable(request)}))
      RETURNING *
    ), decided AS (
      INSERT INTO resolutions (organization_id, id, review_item_id, member_id, outcome, reason, at, idempotency_key)
      SELECT organization_id, resolution_id, id, ${memberId}::uuid, ${request.outcome}, ${request.reason || null},
        resolved_at, ${request.idempotencyKey} FROM changed
      RETURNING *
    ), audited AS (${auditOf(actor, { action: 'item-resolved', facts })})
    ${selectItems(sql`changed`, sql`decided`)}`
  try {
    return (await db().$queryRaw<ItemRow[]>(statement))[0] ?? null
  } catch (error) {
    // The key was used before, for another item or another decision: rolled back whole, `answerRepeated` says so.
    if (isUniqueViolation(error)) return null
    throw error
  }
}

/** What this member's idempotency key was used for. */
export async function findResolution({ organizationId, memberId }: Actor, idempotencyKey: string) {
  return db().resolution.findUnique({
    where: { organizationId_memberId_idempotencyKey: { organizationId, memberId, idempotencyKey } },
    select: { reviewItemId: true, outcome: true, reason: true },
  })
}

/**
 * Opens a resolved item again, in the hands of the member who asks, with its place in the queue, and marks its
 * resolution as taken back: the candidate has waited since then. A reason becomes a note: notes are erased with the
 * candidate, audit entries are not.
 */
export async function reopen(actor: Actor, id: string, version: number, reason: string): Promise<ItemRow | null> {
  const facts = sql`${claimFacts} || jsonb_build_object('resolutionId', (SELECT id FROM taken_back))`
  const rows = await db().$queryRaw<ItemRow[]>(sql`
    ${prepared} WITH changed AS (
      UPDATE review_items SET state = 'open', resolved_at = NULL, resolution_id = NULL,
        holder_id = ${actor.memberId}::uuid, held_since = clock_timestamp(), lease_until = ${leaseEnd},
        version = version + 1
      WHERE ${rowOf(actor, id)} AND state = 'resolved' AND version = ${version}
      RETURNING *
    ), taken_back AS (
      -- The table still shows the item as it was before this statement, with its resolution.
      UPDATE resolutions r SET reopened_at = clock_timestamp() FROM changed, review_items before
      WHERE before.organization_id = changed.organization_id AND before.id = changed.id
        AND r.organization_id = before.organization_id AND r.id = before.resolution_id
      RETURNING r.id
    ), noted AS (
      INSERT INTO notes (organization_id, id, record_key, member_id, body, created_at)
      SELECT organization_id, ${newId()}::uuid, record_key, ${actor.memberId}::uuid, ${reason}, clock_timestamp()
      FROM changed WHERE ${reason} <> ''
    ), audited AS (${auditOf(actor, { action: 'item-reopened', facts })})
    ${selectItems(sql`changed`)}`)
  return rows[0] ?? null
}
