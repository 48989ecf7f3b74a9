import { issueWords } from '@/lib/issues/words'
import type { Notification } from '@/lib/notifications/schema'
import { plainDirection } from '../ui/pretty-json'

/** Who did what, or what fails, in a sentence. */
export function notificationWords({ kind, actorName }: Pick<Notification, 'kind' | 'actorName'>): string {
  if (kind === 'issue-opened') return 'New issue'
  if (kind === 'issue-returned') return 'An issue came back'
  const actor = plainDirection(actorName ?? 'A colleague')
  if (kind === 'mentioned') return `${actor} mentioned you in a note`
  return `${actor} handed ${kind === 'handed-over-many' ? 'several items' : 'an item'} over to you`
}

/** Whom or what it is about. */
export function subjectWords({ kind, candidateName, issueKind }: Subject): string {
  if (issueKind) return issueWords({ kind: issueKind, cause: '' }).title
  if (kind === 'handed-over-many') return 'All that is for you'
  return plainDirection(candidateName ?? 'Name not sent')
}
type Subject = Pick<Notification, 'kind' | 'candidateName' | 'issueKind'>

/** Those unread that came after `newest` was the newest; ids sort by time. Null = nothing was known yet: none. */
export const arrivedSince = (newest: string | null, notifications: readonly Notification[]): Notification[] =>
  newest === null ? [] : notifications.filter(({ id, read }) => !read && id > newest)
