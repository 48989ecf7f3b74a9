import type { Notification } from '@/lib/notifications/schema'
import { plainDirection } from '../ui/pretty-json'

/** Who did what, in a sentence. */
export function notificationWords({ kind, actorName }: Pick<Notification, 'kind' | 'actorName'>): string {
  const actor = plainDirection(actorName ?? 'A colleague')
  if (kind === 'mentioned') return `${actor} mentioned you in a note`
  return `${actor} handed ${kind === 'handed-over-many' ? 'several items' : 'an item'} over to you`
}

/** Whom or what it is about. */
export const candidateWords = ({ kind, candidateName }: Pick<Notification, 'kind' | 'candidateName'>) =>
  kind === 'handed-over-many' ? 'All that is for you' : plainDirection(candidateName ?? 'Name not sent')

/** Those unread that came after `newest` was the newest; ids sort by time. Null = nothing was known yet: none. */
export const arrivedSince = (newest: string | null, notifications: readonly Notification[]): Notification[] =>
  newest === null ? [] : notifications.filter(({ id, read }) => !read && id > newest)
