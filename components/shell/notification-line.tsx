'use client'
import { useQueryClient } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { markNotificationsRead } from '@/lib/notifications/client'
import type { Notification } from '@/lib/notifications/schema'
import { cn } from '../ui/cn'
import { RelativeTime } from '../ui/relative-time'
import { notificationWords, subjectWords } from './notification-words'

type NotificationLineProps = { notification: Notification; onChoose: () => void }

/** One thing that the member was told. Following it marks it read. */
export function NotificationLine({ notification, onChoose }: NotificationLineProps) {
  const client = useQueryClient()
  const { id, at, href, read } = notification
  const choose = () => {
    // Not waited for: what is not marked now is offered unread again.
    if (!read) markNotificationsRead(client, { ids: [id] }).catch(() => {})
    onChoose()
  }
  return (
    <li>
      <Link
        href={href as Route}
        prefetch={false}
        onClick={choose}
        className="flex min-h-11 items-start gap-2.5 rounded-sm px-3 py-2 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span aria-hidden className={cn('mt-1.5 size-2 shrink-0 rounded-full', !read && 'bg-accent')} />
        <span className="min-w-0 flex-1">
          <span className={cn('block text-pretty', read ? 'text-muted' : 'font-medium')}>
            {!read && <span className="sr-only">Unread: </span>}
            {notificationWords(notification)}
          </span>
          <span className="flex items-baseline justify-between gap-3 text-xs">
            <span dir="auto" className="truncate text-muted">
              {subjectWords(notification)}
            </span>
            <RelativeTime date={at} className="shrink-0 text-faint" />
          </span>
        </span>
      </Link>
    </li>
  )
}
