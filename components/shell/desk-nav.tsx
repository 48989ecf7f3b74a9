import { Activity, Inbox, Keyboard, MessagesSquare, Settings, TriangleAlert, Webhook } from 'lucide-react'
import type { Route } from 'next'
import { may } from '@/lib/members/permissions'
import type { Role } from '@/lib/members/schema'
import { InboxCount } from './inbox-count'
import { IssueCount } from './issue-count'
import { KEYBOARD_SETTINGS, type NavItem, REVIEW_SETTINGS } from './nav'

/** The screens a role may see, in the order of use. */
export function deskNav(role: Role): NavItem[] {
  const nav: NavItem[] = [
    { href: '/inbox', label: 'Inbox', icon: <Inbox />, count: <InboxCount />, goKey: 'i' },
    { href: '/conversations' as Route, label: 'Conversations', icon: <MessagesSquare />, goKey: 'c' },
  ]
  if (may(role, 'read-deliveries'))
    nav.push({ href: '/deliveries' as Route, label: 'Deliveries', icon: <Webhook />, goKey: 'd' })
  if (may(role, 'read-operations')) {
    nav.push({ href: '/issues' as Route, label: 'Issues', icon: <TriangleAlert />, count: <IssueCount />, goKey: 'u' })
    nav.push({ href: '/health' as Route, label: 'Health', icon: <Activity />, goKey: 'h' })
  }
  if (may(role, 'manage-settings'))
    nav.push({ href: REVIEW_SETTINGS, label: 'Settings', icon: <Settings />, goKey: 's' })
  return nav
}

/** Screens that are reached by key, palette and menu: they need no place in the navigation. */
export const deskPlaces = (role: Role): NavItem[] => [
  // G S leads to the settings that one may change: an admin's are the organization's.
  {
    href: KEYBOARD_SETTINGS,
    label: 'Keyboard & flow',
    icon: <Keyboard />,
    goKey: may(role, 'manage-settings') ? undefined : 's',
  },
]
