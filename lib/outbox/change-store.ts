import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { isSuperseded } from './wish-store'

const { sql } = Prisma

/**
 * Has what failed or is unclear done again, in its old place in the order, unless it is superseded. It counts as tried:
 * nothing takes it for something that never left; and its attempts only grow, so that no earlier one can write its outcome.
 * @returns whether it was in such a state
 */
export const repeat = async (organizationId: OrganizationId, tx: Tx, id: string): Promise<boolean> =>
  (await tx.$executeRaw(sql`
    UPDATE outward_calls o SET state = 'waiting', attempts = greatest(attempts, 1), due_at = now(), finished_at = NULL
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state IN ('failed', 'unclear')
      AND NOT ${isSuperseded}`)) === 1

/** It was found to have happened. */
export const markFound = async (organizationId: OrganizationId, tx: Tx, id: string): Promise<boolean> =>
  (await tx.$executeRaw`
    UPDATE outward_calls SET state = 'done', error = NULL, finished_at = now()
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND state = 'unclear'`) === 1

/**
 * Gives up what is not on its way: what waits, and what failed or is unclear. A reply takes the take-over that was wanted
 * only for it along, if that waits too. @returns which calls
 */
export const cancel = async (organizationId: OrganizationId, tx: Tx, id: string): Promise<string[]> =>
  (
    await tx.$queryRaw<{ id: string }[]>(sql`
      WITH given_up AS (
        UPDATE outward_calls SET state = 'cancelled', error = 'given-up', finished_at = now()
        WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid
          AND state IN ('waiting', 'failed', 'unclear') RETURNING *
      ), along AS (
        UPDATE outward_calls o SET state = 'cancelled', error = 'not-needed', finished_at = now() FROM given_up g
        WHERE g.kind = 'reply' AND o.organization_id = g.organization_id AND o.action_id = g.action_id
          AND o.kind = 'take-over' AND o.state = 'waiting' AND o.attempts = 0
          AND NOT EXISTS (SELECT FROM outward_calls later WHERE later.organization_id = o.organization_id
            AND later.record_key = o.record_key AND later.kind = 'reply' AND later.id <> g.id
            AND later.state IN ('waiting', 'sending'))
        RETURNING o.id
      )
      SELECT id FROM given_up UNION ALL SELECT id FROM along`)
  ).map((row) => row.id)
