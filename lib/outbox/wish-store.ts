import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'

const { sql } = Prisma

const itemIs = (condition: Prisma.Sql) => sql`EXISTS (SELECT FROM review_items w
  WHERE w.organization_id = o.organization_id AND w.record_key = o.record_key AND ${condition})`

const others = sql`FROM outward_calls n WHERE n.organization_id = o.organization_id AND n.record_key = o.record_key
  AND (n.created_at, n.id) > (o.created_at, o.id)`

/** By one that will not leave before this one anyway, it is not: a reply stands between them and waits for this one. */
const isFollowed = sql`EXISTS (SELECT ${others} AND n.kind IN ('take-over', 'hand-back') AND n.state <> 'cancelled'
  AND NOT (n.state = 'waiting' AND EXISTS (SELECT FROM outward_calls r
    WHERE r.organization_id = o.organization_id AND r.record_key = o.record_key AND r.kind = 'reply'
      AND r.state = 'waiting' AND (r.created_at, r.id) > (o.created_at, o.id)
      AND (r.created_at, r.id) < (n.created_at, n.id))))`

// A call bears the id of the action that wanted it; `action_id` may name a later one that cancelled it for a while.
const isUndone = sql`EXISTS (SELECT FROM review_actions a
  WHERE a.organization_id = o.organization_id AND a.id = o.id AND a.undone_at IS NOT NULL)`

const isHeld = itemIs(sql`w.lease_until > now()`)
const replyNeedsIt = sql`EXISTS (SELECT ${others} AND n.kind = 'reply' AND n.state NOT IN ('done', 'cancelled'))`
/** What hands back because a claim was undone is for an item that nobody decided. */
const isLeft = sql`(${itemIs(sql`w.state = 'resolved'`)} OR o.dedupe_key LIKE 'undo:%')`

/**
 * Over `o` = outward_calls: who has the conversation has been decided otherwise since, so the call must not be done any
 * more. Repeated nevertheless, Popp and `standing` in `act-store.ts` would believe different things.
 */
export const isSuperseded = sql`(o.kind IN ('take-over', 'hand-back') AND (${isFollowed} OR ${isUndone} OR CASE o.kind
  WHEN 'take-over' THEN NOT ${isHeld} AND NOT ${replyNeedsIt}
  ELSE ${isHeld} OR NOT ${isLeft} END))`

/** Until the transaction ends nobody claims, decides or undoes: what is asked next stays true. */
export const holdItemStill = (organizationId: OrganizationId, tx: Tx, recordKey: string) =>
  tx.$queryRaw`
    SELECT id FROM review_items WHERE organization_id = ${organizationId}::uuid AND record_key = ${recordKey} FOR SHARE`
