'use client'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { toast } from 'sonner'
import { markNotificationsRead, notificationsOptions } from '@/lib/notifications/client'
import type { Notification } from '@/lib/notifications/schema'
import { arrivedSince, notificationWords, subjectWords } from './notification-words'

/** Mounted once: says quietly what arrives while the desk is open. */
export function NotificationToasts() {
  const { data } = useQuery(notificationsOptions())
  const client = useQueryClient()
  const router = useRouter()
  const newest = useRef<string | null>(null)
  useEffect(() => {
    if (!data) return
    const arrived = arrivedSince(newest.current, data.notifications)
    newest.current = [newest.current ?? '', data.notifications[0]?.id ?? ''].sort().at(-1)!
    say(arrived, client, (href) => router.push(href as Route))
  }, [data, client, router])
  return null
}

/** One by itself, several as a number: a pile of them would cover the work. */
function say(arrived: Notification[], client: QueryClient, go: (href: string) => void) {
  const [one, ...more] = arrived
  if (!one) return
  const icon = <Bell aria-hidden className="size-4 text-muted" />
  if (more.length > 0) return void toast(`${arrived.length} new notifications`, { icon })
  const onClick = () => {
    markNotificationsRead(client, { ids: [one.id] }).catch(() => {})
    go(one.href)
  }
  toast(notificationWords(one), { icon, description: subjectWords(one), action: { label: 'Open', onClick } })
}
