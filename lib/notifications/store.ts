import type { IssueKind } from '@/lib/issues/schema'
import { db } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { NOTIFICATIONS_MAX, type NotificationKind, notificationKinds } from './schema'

const { sql, empty } = Prisma

/** Counted no further: shown as "1,000+". */
const UNREAD_MAX = 1_001

export interface NotificationRow {
  id: string
  at: Date
  kind: NotificationKind
  actorName: string | null
  candidateName: string | null
  /** Null only when it is about an issue. */
  recordKey: string | null
  reviewItemId: string | null
  noteId: string | null
  issueId: string | null
  issueKind: IssueKind | null
  readAt: Date | null
}

/** Newest first. */
export const listNewest = (organizationId: OrganizationId, memberId: string) =>
  db().$queryRaw<NotificationRow[]>(sql`
    ${prepared} SELECT n.id, n.at, n.kind, u.name AS "actorName", c.candidate_name AS "candidateName",
      n.record_key AS "recordKey", n.review_item_id AS "reviewItemId", n.note_id AS "noteId",
      i.id AS "issueId", i.kind AS "issueKind", n.read_at AS "readAt"
    FROM notifications n
    LEFT JOIN conversations c ON c.organization_id = n.organization_id AND c.record_key = n.record_key
    LEFT JOIN issues i ON i.organization_id = n.organization_id AND i.id = n.issue_id
    LEFT JOIN members m ON m.organization_id = n.organization_id AND m.id = n.actor_id
    LEFT JOIN users u ON u.id = m.user_id
    WHERE n.organization_id = ${organizationId}::uuid AND n.member_id = ${memberId}::uuid
      AND (c.record_key IS NOT NULL OR i.id IS NOT NULL) AND n.kind = ANY(${[...notificationKinds]})
    ORDER BY n.id DESC LIMIT ${NOTIFICATIONS_MAX}`)

export async function countUnread(organizationId: OrganizationId, memberId: string): Promise<number> {
  const rows = await db().$queryRaw<{ unread: number }[]>(sql`
    ${prepared} SELECT count(*)::int AS unread FROM (
      SELECT FROM notifications WHERE organization_id = ${organizationId}::uuid AND member_id = ${memberId}::uuid
        AND read_at IS NULL AND kind = ANY(${[...notificationKinds]}) LIMIT ${UNREAD_MAX}
    ) unread`)
  return rows[0]!.unread
}

/** `ids` null = all. Only the member's own. @returns how many were unread until now */
export const markRead = (organizationId: OrganizationId, memberId: string, ids: string[] | null) =>
  db().$executeRaw(sql`
    UPDATE notifications SET read_at = clock_timestamp()
    WHERE organization_id = ${organizationId}::uuid AND member_id = ${memberId}::uuid AND read_at IS NULL
      ${ids ? sql`AND id = ANY(${ids}::uuid[])` : empty}`)
