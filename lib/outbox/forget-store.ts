import { db } from '@/lib/platform/db'
import { lowestId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'

const { sql } = Prisma

const ofConversation = sql`FROM outward_calls e WHERE e.organization_id = o.organization_id AND e.record_key = o.record_key`
/** While one of the conversation's calls waits, or a person may yet repeat it, its earlier ones say what must go before it. */
const isUnfinished = sql`EXISTS (SELECT ${ofConversation} AND e.state NOT IN ('done', 'cancelled'))`
/** Who has the conversation in Popp is told by the newest of these, however old (`standing` in `act-store.ts`). */
const isStanding = sql`o.kind IN ('take-over', 'hand-back') AND o.state = 'done' AND NOT EXISTS (SELECT ${ofConversation}
  AND e.kind IN ('take-over', 'hand-back') AND e.state = 'done' AND (e.created_at, e.id) > (o.created_at, o.id))`

/**
 * Deletes up to `limit` calls that came to their end before that time. Replies stay: what was said to a candidate belongs to
 * the conversation, and that one was taken back is known by its call alone.
 * @returns how many; `limit` means that there may be more
 */
export const forgetCalls = (organizationId: OrganizationId, before: Date, limit: number): Promise<number> =>
  db().$executeRaw(sql`
    WITH old AS (
      SELECT o.organization_id, o.id FROM outward_calls o
      WHERE o.organization_id = ${organizationId}::uuid AND o.id < ${lowestId(before.getTime())}::uuid
        AND o.state IN ('done', 'cancelled') AND o.finished_at < ${before} AND o.kind <> 'reply'
        AND NOT ${isUnfinished} AND NOT (${isStanding})
      LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    DELETE FROM outward_calls o USING old WHERE o.organization_id = old.organization_id AND o.id = old.id`)
