'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Bell, CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { markNotificationsRead, notificationsOptions } from '@/lib/notifications/client'
import type { NotificationList } from '@/lib/notifications/schema'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { EmptyState } from '../ui/empty-state'
import { ErrorState } from '../ui/error-state'
import { formatCount } from '../ui/format-count'
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover'
import { SkeletonRows } from '../ui/skeleton'
import { NotificationLine } from './notification-line'

/** The bell: how much is unread, and what the member was told lately. */
export function NotificationsMenu({ side }: { side: 'top' | 'bottom' }) {
  const [open, setOpen] = useState(false)
  const { data } = useQuery(notificationsOptions())
  const unread = data?.unread ?? 0
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        title="Notifications"
        aria-label={unread > 0 ? `Notifications, ${formatCount(unread)} unread` : 'Notifications'}
        className={buttonClass('ghost', 'md', 'relative w-8 px-0 data-[state=open]:bg-hover pointer-coarse:w-10')}
      >
        <Bell aria-hidden />
        {unread > 0 && (
          <span
            aria-hidden
            className="absolute top-0 right-0 min-w-4 rounded-full bg-accent px-1 text-center text-2xs text-accent-contrast tabular-nums leading-4"
          >
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </PopoverTrigger>
      <PopoverContent label="Notifications" side={side} align={side === 'top' ? 'start' : 'end'}>
        <Told list={data} onChoose={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  )
}

function Told({ list, onChoose }: { list: NotificationList | undefined; onChoose: () => void }) {
  const client = useQueryClient()
  const { error, isFetching, refetch } = useQuery(notificationsOptions())
  if (!list && error)
    return <ErrorState title="Notifications could not be loaded" retrying={isFetching} onRetry={() => void refetch()} />
  if (!list) return <SkeletonRows rows={3} />
  const unread = list.notifications.filter(({ read }) => !read).map(({ id }) => id)
  // What arrives between the look and the click has not been read: only when there is more than is shown, all means all.
  const markAll = () => markNotificationsRead(client, list.unread > unread.length ? { all: true } : { ids: unread })
  return (
    <>
      <div className="flex h-11 shrink-0 items-center justify-between gap-3 border-b pr-2 pl-4">
        <h2 className="font-semibold">Notifications</h2>
        {list.unread > 0 && (
          <Button variant="ghost" size="sm" onClick={() => void markAll().catch(() => {})}>
            <CheckCheck aria-hidden />
            Mark all read
          </Button>
        )}
      </div>
      {list.notifications.length === 0 ? (
        <EmptyState icon={<Bell />} title="Nothing yet" className="py-8">
          You are told here when a colleague mentions you in a note or hands an item over to you, and as an admin when
          something fails.
        </EmptyState>
      ) : (
        <ol className="min-h-0 overflow-y-auto p-1">
          {list.notifications.map((notification) => (
            <NotificationLine key={notification.id} notification={notification} onChoose={onChoose} />
          ))}
        </ol>
      )}
    </>
  )
}
