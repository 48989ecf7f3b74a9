import type { Notification } from '@/lib/notifications/schema'
import { plainDirection } from '../ui/pretty-json'

/** Who did what, in a sentence. */
export function notificationWords({ kind, actorName }: Pick<Notification, 'kind' | 'actorName'>): string {
  const actor = plainDirection(actorName ?? 'A colleague')
  return kind === 'mentioned' ? `${actor} mentioned you in a note` : `${actor} handed an item over to you`
}

export const candidateWords = ({ candidateName }: Pick<Notification, 'candidateName'>) =>
  plainDirection(candidateName ?? 'Name not sent')

/** Those unread that came after `newest` was the newest; ids sort by time. Null = nothing was known yet: none. */
export const arrivedSince = (newest: string | null, notifications: readonly Notification[]): Notification[] =>
  newest === null ? [] : notifications.filter(({ id, read }) => !read && id > newest)
