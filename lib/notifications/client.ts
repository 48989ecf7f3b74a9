import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { type NotificationList, notificationList, type ReadRequest, readAnswer } from './schema'

const KEY = ['notifications'] as const

/** What I was told lately. On the server, spread it and replace `queryFn` by the service's call. */
export const notificationsOptions = () =>
  queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => fetchJson(notificationList, '/api/notifications', { signal }),
  })

/** Marks them read, at once on this screen. What the server did not take is unread again with the next refetch. */
export async function markNotificationsRead(client: QueryClient, request: ReadRequest): Promise<void> {
  await client.cancelQueries({ queryKey: KEY })
  client.setQueryData<NotificationList>(KEY, (list) => list && withRead(list, request))
  try {
    await fetchJson(readAnswer, '/api/notifications/read', { method: 'POST', body: request })
  } finally {
    void client.invalidateQueries({ queryKey: KEY })
  }
}

export function withRead({ notifications, unread }: NotificationList, request: ReadRequest): NotificationList {
  const isMeant = (id: string) => request.all || request.ids?.includes(id)
  const marked = notifications.filter(({ id, read }) => !read && isMeant(id)).length
  return {
    notifications: notifications.map((one) => (isMeant(one.id) ? { ...one, read: true } : one)),
    unread: request.all ? 0 : Math.max(0, unread - marked),
  }
}
