import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import type { NotificationKind } from './schema'

const { sql } = Prisma

export interface NewNotification {
  memberId: string
  kind: NotificationKind
  /** Who caused it; null = the product itself. Nobody is told of what she did herself. */
  actorId: string | null
  recordKey: string
  reviewItemId: string | null
  noteId: string | null
}

/**
 * Tells a member, in the transaction of what she is told of: both commit or neither. Nothing for the actor herself, for
 * somebody of another organization, and for a member who was deactivated. The caller publishes `notifications` afterwards.
 * @returns whether she is told
 */
export async function insertNotification(organizationId: OrganizationId, tx: Tx, told: NewNotification) {
  const { memberId, kind, actorId, recordKey, reviewItemId, noteId } = told
  const rows = sql`SELECT ${newId()}::uuid AS id, ${memberId}::uuid AS member_id, ${recordKey}::text AS record_key,
    ${reviewItemId}::uuid AS review_item_id, ${noteId}::uuid AS note_id`
  return (await tx.$executeRaw(notifications(organizationId, { kind, actorId, rows }))) > 0
}

/** Tells members of an issue, in the transaction that opens it. */
export async function notifyOfIssue(
  organizationId: OrganizationId,
  tx: Tx,
  { memberIds, kind, issueId }: { memberIds: readonly string[]; kind: NotificationKind; issueId: string },
) {
  await tx.notification.createMany({
    data: memberIds.map((memberId) => ({ organizationId, id: newId(), memberId, kind, issueId })),
  })
}

interface Notifications {
  kind: NotificationKind
  actorId: string | null
  /** One row for each: id, member_id, record_key, review_item_id, note_id. */
  rows: Prisma.Sql
}

/** The same as part of one statement, for any number of rows. Ids are made in the app, so that they sort by time. */
export const notifications = (organizationId: OrganizationId, { kind, actorId, rows }: Notifications) => sql`
  INSERT INTO notifications (organization_id, id, member_id, kind, actor_id, record_key, review_item_id, note_id, at)
  SELECT ${organizationId}::uuid, told.id, told.member_id, ${kind}, ${actorId}::uuid, told.record_key, told.review_item_id,
    told.note_id, clock_timestamp()
  FROM (${rows}) told
  JOIN members m ON m.organization_id = ${organizationId}::uuid AND m.id = told.member_id AND m.deactivated_at IS NULL
  WHERE told.member_id IS DISTINCT FROM ${actorId}::uuid`

/**
 * Takes back what was told of items: as part of the statement that undoes it. `told` = a common table with
 * organization_id, id (of the item) and since (nothing older goes).
 */
export const withoutHandOvers = (actorId: string, told: Prisma.Sql) => sql`
  DELETE FROM notifications n USING ${told} told WHERE n.organization_id = told.organization_id
    AND n.review_item_id = told.id AND n.kind LIKE 'handed-over%' AND n.actor_id = ${actorId}::uuid AND n.at >= told.since`
