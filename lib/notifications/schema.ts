import { z } from 'zod'
import { issueKinds } from '@/lib/issues/schema'

/** Why a member is told. Stable codes; screens have words for them. */
export const notificationKinds = [
  'mentioned',
  'handed-over',
  'handed-over-many',
  'issue-opened',
  'issue-returned',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

export const notification = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: z.enum(notificationKinds),
  /** Null = the product itself. */
  actorName: z.string().nullable(),
  candidateName: z.string().nullable(),
  /** What fails, when it is about an issue. */
  issueKind: z.enum(issueKinds).nullable(),
  /** Where it leads: the issue, the review item, else the conversation; to the note, if there is one. */
  href: z.string(),
  read: z.boolean(),
})
export type Notification = z.infer<typeof notification>

/** Answer of `GET /api/notifications`: the newest of mine, and how many of all are unread (counted to 1,001 at most). */
export const notificationList = z.object({ notifications: z.array(notification), unread: z.number().int() })
export type NotificationList = z.infer<typeof notificationList>

/** As many as the list shows. */
export const NOTIFICATIONS_MAX = 50

/** Named ones, or all there are. Ids that are not mine, or not there any more, are passed over. */
export const readRequest = z.object({
  ids: z.array(z.uuid()).max(NOTIFICATIONS_MAX).optional(),
  all: z.boolean().optional(),
})
export type ReadRequest = z.infer<typeof readRequest>
export const readAnswer = z.object({ unread: z.number().int() })
