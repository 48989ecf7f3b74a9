import { noteAnchor } from '@/lib/conversations/schema'
import type { SignedInMember } from '@/lib/members/domain'
import { publish } from '@/lib/platform/live'
import type { Notification, NotificationKind, NotificationList, ReadRequest } from './schema'
import { countUnread, listNewest, markRead, type NotificationRow } from './store'

/** What the member was told lately, and how much of it she has not read. */
export async function listNotifications({ organizationId, memberId }: SignedInMember): Promise<NotificationList> {
  const [rows, unread] = await Promise.all([
    listNewest(organizationId, memberId),
    countUnread(organizationId, memberId),
  ])
  return { notifications: rows.map(toNotification), unread }
}

/** Marks the member's own. Her other windows follow. @returns how many are unread now */
export async function markNotificationsRead(member: SignedInMember, request: ReadRequest): Promise<{ unread: number }> {
  const { organizationId, memberId } = member
  const marked = await markRead(organizationId, memberId, request.all ? null : (request.ids ?? []))
  if (marked > 0) publish(organizationId, 'notifications')
  return { unread: await countUnread(organizationId, memberId) }
}

const toNotification = ({
  id,
  at,
  kind,
  actorName,
  candidateName,
  issueKind,
  ...row
}: NotificationRow): Notification => ({
  ...{ id, at: at.toISOString(), kind, actorName, issueKind },
  candidateName: kind === 'handed-over-many' ? null : candidateName,
  href: hrefOf(kind, row),
  read: row.readAt !== null,
})

/** Of many at once, the list of what is handed to the member. */
function hrefOf(
  kind: NotificationKind,
  { issueId, reviewItemId, recordKey, noteId }: Omit<NotificationRow, Told>,
): string {
  if (issueId) return `/issues/${issueId}`
  if (kind === 'handed-over-many') return '/inbox?forMe=1'
  const place = reviewItemId ? `/inbox/${reviewItemId}` : `/conversations/${encodeURIComponent(recordKey ?? '')}`
  return noteId ? `${place}#${noteAnchor(noteId)}` : place
}

type Told = 'id' | 'at' | 'kind' | 'actorName' | 'candidateName' | 'issueKind'
