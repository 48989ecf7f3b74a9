import type { Route } from 'next'
import type { ReactNode } from 'react'

export type NavItem = {
  href: Route
  label: string
  icon: ReactNode
  /** Beside the label: a number, or a client component that keeps it true. */
  count?: ReactNode
  /** The second key of "G then …". */
  goKey?: string
}

/** Every member has it: how the keys work, and what follows a resolution. */
export const KEYBOARD_SETTINGS = '/settings/keyboard' as Route
export const MACRO_SETTINGS = '/settings/macros' as Route

/** How the organization reviews: holds, due times, working hours. */
export const REVIEW_SETTINGS = '/settings/review' as Route

/** Where Popp posts to: addresses and signing secrets. */
export const ENDPOINT_SETTINGS = '/settings/endpoints' as Route

/** How the organization uses Popp's API. */
export const POPP_SETTINGS = '/settings/popp' as Route

/** Whom failures are told to, and when quiet or slow counts as one. */
export const ALERT_SETTINGS = '/settings/alerts' as Route

export type ShellMember = { name: string; email?: string; role: string }

/** A section is current on its own page and on everything below it. */
export function isCurrent(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`)
}
