import { db } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import type { ItemRow } from './item'

const { sql } = Prisma

/**
 * Reads items whole in one query: `items` and `resolutions` are tables or common tables with their columns. A statement
 * that has just changed an item passes its own common tables, because it does not see its own writes. `more`: further
 * columns of `i`, each begun with a comma.
 */
export const selectItems = (
  items: Prisma.Sql,
  { resolutions = sql`resolutions`, more = Prisma.empty }: { resolutions?: Prisma.Sql; more?: Prisma.Sql } = {},
): Prisma.Sql => sql`
  SELECT i.id, i.version, i.state::text AS state, i.record_key AS "recordKey", c.record_id AS "recordId",
    c.candidate_name AS "candidateName", coalesce(c.external_campaign_id, c.campaign_id) AS campaign,
    c.ai_outcome AS "aiOutcome", c.score, c.opted_out AS "optedOut", c.ended,
    i.flag_reason AS "flagReason", i.flag_count AS "flagCount", i.flagged_at AS "flaggedAt",
    i.opened_at AS "openedAt", i.returned,
    i.holder_id AS "holderId", holder.name AS "holderName", i.held_since AS "heldSince", i.lease_until AS "leaseUntil",
    r.outcome AS "resolutionOutcome", r.reason AS "resolutionReason", r.member_id AS "resolutionById",
    resolver.name AS "resolutionByName",
    r.at AS "resolutionAt", statement_timestamp() AS now, i.resolved_at,
    i.snoozed_until AS "snoozedUntil", i.snoozed_by_id AS "snoozedById", sleeper.name AS "snoozedByName",
    i.due_at AS "dueAt", i.due_left_seconds AS "dueLeftSeconds", i.skip_count AS "skipCount",
    i.preferred_member_id AS "preferredMemberId", i.preferred_role::text AS "preferredRole",
    favoured.name AS "preferredName"${more}
  FROM ${items} i
  JOIN conversations c ON c.organization_id = i.organization_id AND c.record_key = i.record_key
  LEFT JOIN members hm ON hm.organization_id = i.organization_id AND hm.id = i.holder_id
  LEFT JOIN users holder ON holder.id = hm.user_id
  LEFT JOIN ${resolutions} r ON r.organization_id = i.organization_id AND r.id = i.resolution_id
  LEFT JOIN members rm ON rm.organization_id = r.organization_id AND rm.id = r.member_id
  LEFT JOIN users resolver ON resolver.id = rm.user_id
  LEFT JOIN members sm ON sm.organization_id = i.organization_id AND sm.id = i.snoozed_by_id
  LEFT JOIN users sleeper ON sleeper.id = sm.user_id
  LEFT JOIN members pm ON pm.organization_id = i.organization_id AND pm.id = i.preferred_member_id
  LEFT JOIN users favoured ON favoured.id = pm.user_id`

/** Null = unknown, or another organization's. */
export async function findItem(organizationId: OrganizationId, id: string): Promise<ItemRow | null> {
  return (await findItems(organizationId, [id]))[0] ?? null
}

/** Those of them that exist, in no order. */
export const findItems = (organizationId: OrganizationId, ids: string[]): Promise<ItemRow[]> =>
  db().$queryRaw<ItemRow[]>(sql`
    ${prepared} WITH wanted AS (SELECT * FROM review_items
      WHERE organization_id = ${organizationId}::uuid AND id = ANY(${ids}::uuid[]))
    ${selectItems(sql`wanted`)}`)
