import type { AuditAction } from '@/lib/audit/schema'
import { auditOfChanged } from '@/lib/audit/store'
import type { Role } from '@/lib/members/schema'
import type { Tx } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { afterFacts, awake } from './transition-store'

const { sql } = Prisma

export interface FlaggedItemRow {
  id: string
  recordKey: string
  state: 'open' | 'resolved'
  version: number
  /** Of the newest resolution that still stands or was the last to stand; null = never resolved. */
  lastResolvedAt: Date | null
  resolutionId: string | null
  flaggedAt: Date
  flagReason: string | null
  openedAt: Date
  returned: boolean
  flagCount: number
  snoozedUntil: Date | null
  dueAt: Date | null
  dueLeftSeconds: number | null
  preferredMemberId: string | null
  preferredRole: Role | null
  /** The database's clock. */
  now: Date
}

/** Keys of records with new flags, with news of any kind, and of another campaign than before. */
interface Keys {
  flagged: string[]
  heard?: string[]
  moved?: string[]
}

/**
 * The items of `flagged` records, of `heard` ones those that sleep, and of `moved` ones those that are open, locked until
 * the transaction ends: a resolve waits for the flag, or the flag for it. After such a wait the row is read anew but the sub-select is not, so the row's
 * own `resolved_at` counts beside the history.
 */
export const lockItems = (organizationId: OrganizationId, tx: Tx, { flagged, heard = [], moved = [] }: Keys) =>
  tx.$queryRaw<FlaggedItemRow[]>`
    SELECT i.id, i.record_key AS "recordKey", i.state::text AS state, i.version, i.flagged_at AS "flaggedAt",
      i.flag_reason AS "flagReason", i.opened_at AS "openedAt", i.returned, i.flag_count AS "flagCount",
      i.resolution_id AS "resolutionId", i.snoozed_until AS "snoozedUntil", i.due_at AS "dueAt",
      i.due_left_seconds AS "dueLeftSeconds", i.preferred_member_id AS "preferredMemberId",
      i.preferred_role::text AS "preferredRole", clock_timestamp() AS now,
      greatest(i.resolved_at, (SELECT max(r.at) FROM resolutions r WHERE r.organization_id = i.organization_id AND r.review_item_id = i.id)) AS "lastResolvedAt"
    FROM review_items i
    WHERE i.organization_id = ${organizationId}::uuid AND (i.record_key = ANY(${flagged})
      OR (i.record_key = ANY(${heard}) AND i.snoozed_until > clock_timestamp())
      OR (i.record_key = ANY(${moved}) AND i.state = 'open'))
    ORDER BY i.id FOR UPDATE OF i`

/** Which of these events are flags already: the rest are news. */
export async function knownFlags(organizationId: OrganizationId, tx: Tx, eventIds: string[]): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ eventId: string }[]>`
    SELECT event_id AS "eventId" FROM flags
    WHERE organization_id = ${organizationId}::uuid AND event_id = ANY(${eventIds}::uuid[])`
  return new Set(rows.map((row) => row.eventId))
}

/** Who made this decision, if she may still make another: null = gone, or an auditor by now. */
export async function activeResolver(organizationId: OrganizationId, tx: Tx, resolutionId: string | null) {
  const rows = await tx.$queryRaw<{ memberId: string }[]>`
    SELECT m.id AS "memberId" FROM resolutions r
    JOIN members m ON m.organization_id = r.organization_id AND m.id = r.member_id
    JOIN users u ON u.id = m.user_id
    WHERE r.organization_id = ${organizationId}::uuid AND r.id = ${resolutionId}::uuid
      AND m.deactivated_at IS NULL AND u.disabled_at IS NULL AND m.role IN ('recruiter', 'admin')`
  return rows[0]?.memberId ?? null
}

/** What the trail says of a change by the worker, besides how the item is after it. */
export interface FlagEntry {
  action: Extract<
    AuditAction,
    'item-opened' | 'item-returned' | 'item-flagged-again' | 'item-woken' | 'item-due-moved' | 'item-flag-replaced'
  >
  why: { eventIds: string[] } | { eventIds: string[]; replaced: string[] } | { cause: 'event' }
}

/** A new item and its entry in the trail. */
export async function insertItem(organizationId: OrganizationId, tx: Tx, row: FlaggedItemRow, entry: FlagEntry) {
  await tx.$executeRaw(sql`
    WITH changed AS (
      INSERT INTO review_items
        (organization_id, id, record_key, flag_count, flagged_at, flag_reason, opened_at, due_at)
      VALUES (${organizationId}::uuid, ${row.id}::uuid, ${row.recordKey}, ${row.flagCount}, ${row.flaggedAt},
        ${row.flagReason}, ${row.openedAt}, ${row.dueAt})
      RETURNING *
    ) ${auditOf(organizationId, entry)}`)
}

/**
 * Brings a locked item to `row`, awake, and writes its entry in the trail. The version rises, so that a resolve by someone
 * who has not seen the flag is refused.
 */
export async function updateItem(organizationId: OrganizationId, tx: Tx, row: FlaggedItemRow, entry: FlagEntry) {
  await tx.$executeRaw(sql`
    WITH changed AS (
      UPDATE review_items SET state = ${row.state}::review_state, flag_count = ${row.flagCount},
        flagged_at = ${row.flaggedAt}, flag_reason = ${row.flagReason}, opened_at = ${row.openedAt},
        returned = ${row.returned}, version = version + 1, ${awake}, due_at = ${row.dueAt},
        preferred_member_id = ${row.preferredMemberId}::uuid, preferred_role = ${row.preferredRole}::role,
        resolved_at = CASE WHEN ${row.state} = 'resolved' THEN resolved_at END,
        resolution_id = CASE WHEN ${row.state} = 'resolved' THEN resolution_id END
      WHERE organization_id = ${organizationId}::uuid AND id = ${row.id}::uuid
      RETURNING *
    ) ${auditOf(organizationId, entry)}`)
}

/**
 * Writes what other flags in the place of recovered ones say of a locked item. Neither does it wake, nor does the version
 * rise: nothing happened that whoever decides on it has not seen. Should an undo bring the former due time back, that is
 * the time by which it was due when the action was done.
 */
export async function rewriteItem(organizationId: OrganizationId, tx: Tx, row: FlaggedItemRow, entry: FlagEntry) {
  await tx.$executeRaw(sql`
    WITH changed AS (
      UPDATE review_items SET flag_count = ${row.flagCount}, flagged_at = ${row.flaggedAt}, flag_reason = ${row.flagReason},
        opened_at = ${row.openedAt}, due_at = ${row.dueAt}, due_left_seconds = ${row.dueLeftSeconds}
      WHERE organization_id = ${organizationId}::uuid AND id = ${row.id}::uuid
      RETURNING *
    ) ${auditOf(organizationId, entry)}`)
}

const auditOf = (organizationId: OrganizationId, { action, why }: FlagEntry) =>
  auditOfChanged(organizationId, {
    ...{ memberId: null, action, subjectType: 'review-item', subjectId: sql`id` },
    facts: sql`${afterFacts} || ${JSON.stringify(why)}::jsonb`,
  })

export async function insertFlags(
  organizationId: OrganizationId,
  tx: Tx,
  flags: { id: string; reviewItemId: string; eventId: string; flaggedAt: Date; reason: string | null }[],
) {
  await tx.flag.createMany({ data: flags.map((flag) => ({ organizationId, ...flag })) })
}

/** Of events that are no flags any more; the events themselves, and what the trail says of them, stay. */
export async function deleteFlags(organizationId: OrganizationId, tx: Tx, eventIds: string[]) {
  await tx.flag.deleteMany({ where: { organizationId, eventId: { in: eventIds } } })
}
