import { type AiOutcome, aiOutcomes } from '@/lib/conversations/schema'
import { handBack, takeOver } from '@/lib/outbox/act-store'
import { db } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'
import { takenBy } from './claim-store'
import { reasonRequired } from './domain'
import {
  type Actor,
  awake,
  type ChangedRow,
  change,
  forNobody,
  isFreeOrMine,
  isMine,
  type Marks,
  noHolder,
  type Target,
  wantedRows,
} from './transition-store'
import { noteOfAction } from './turn-store'
import type { ResolutionOutcome } from './words'

const { sql } = Prisma

export interface Verdict {
  outcome: ResolutionOutcome
  reason: string
}

/** Which of Popp's outcomes this answer may close as it stands: all of them once a reason is given. */
const closable = ({ outcome, reason }: Verdict): AiOutcome[] =>
  aiOutcomes.filter((aiOutcome) => reason !== '' || !reasonRequired(aiOutcome, outcome))

/**
 * Closes items: what the member holds, or in a bulk command (`andFree`) also what nobody holds. The resolution has the
 * action's id. Popp's outcome is judged as it is now, not as the browser saw it.
 * Nothing is changed where a condition does not hold, or when the key was used before.
 */
export function resolve(
  actor: Actor,
  targets: Target[],
  verdict: Verdict,
  { key, andFree = false, marks }: { key: string; andFree?: boolean; marks?: Marks },
): Promise<ChangedRow[]> {
  const { memberId } = actor
  const guard = sql`${andFree ? isFreeOrMine(memberId) : isMine(memberId)}
    AND EXISTS (SELECT FROM conversations c WHERE c.organization_id = r.organization_id
      AND c.record_key = r.record_key AND c.ai_outcome = ANY(${closable(verdict)}))`
  return change(actor, {
    kind: 'resolve',
    chosen: wantedRows(actor, targets, guard),
    set: sql`state = 'resolved', ${noHolder}, ${awake}, ${forNobody}, resolved_at = clock_timestamp(),
      resolution_id = chosen.action_id`,
    also: sql`, decided AS (
      INSERT INTO resolutions (organization_id, id, review_item_id, member_id, outcome, reason, at, idempotency_key)
      SELECT organization_id, action_id, id, ${memberId}::uuid, ${verdict.outcome}, ${verdict.reason || null},
        resolved_at, ${key}${andFree ? sql` || ':' || id` : Prisma.empty} FROM changed
      RETURNING *)${handBack(memberId)}`,
    resolutions: sql`decided`,
    facts: sql`jsonb_build_object('outcome', ${verdict.outcome}::text)`,
    marks,
  })
}

/** What this member's idempotency key was used for. */
export async function findResolution({ organizationId, memberId }: Actor, idempotencyKey: string) {
  return db().resolution.findUnique({
    where: { organizationId_memberId_idempotencyKey: { organizationId, memberId, idempotencyKey } },
    select: { id: true, reviewItemId: true, outcome: true, reason: true },
  })
}

/**
 * Opens a resolved item again, in the hands of the member who asks, with its place in the queue, and marks its
 * resolution as taken back: the candidate has waited since then. The reason becomes a note: notes are erased with the
 * candidate, audit entries are not.
 */
export async function reopen(actor: Actor, target: Target, reason: string, marks?: Marks) {
  const rows = await change(actor, {
    kind: 'reopen',
    chosen: wantedRows(actor, [target], sql`state = 'resolved'`),
    set: sql`state = 'open', resolved_at = NULL, resolution_id = NULL, ${takenBy(actor.memberId)}`,
    also: sql`, taken_back AS (
      UPDATE resolutions r SET reopened_at = clock_timestamp() FROM chosen
      WHERE r.organization_id = chosen.organization_id AND r.id = chosen.resolution_id
    )${noteOfAction(actor, reason)}${takeOver(actor.memberId)}`,
    marks,
  })
  return rows[0] ?? null
}
