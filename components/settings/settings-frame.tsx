import type { ReactNode } from 'react'
import { may } from '@/lib/members/permissions'
import type { Role } from '@/lib/members/schema'
import {
  ALERT_SETTINGS,
  ENDPOINT_SETTINGS,
  KEYBOARD_SETTINGS,
  MACRO_SETTINGS,
  POPP_SETTINGS,
  REVIEW_SETTINGS,
} from '../shell/nav'
import { PageHeader } from '../shell/page-header'
import { Tabs } from '../ui/tabs'

/** The organization's rules, which everybody may know and an admin changes; then one's own. */
const TABS = [
  { href: REVIEW_SETTINGS, label: 'Review', action: 'read-desk' },
  { href: MACRO_SETTINGS, label: 'Macros', action: 'read-desk' },
  { href: KEYBOARD_SETTINGS, label: 'Keyboard & flow', action: 'read-desk' },
  { href: ENDPOINT_SETTINGS, label: 'Endpoints', action: 'read-operations' },
  { href: POPP_SETTINGS, label: 'Popp’s API', action: 'read-operations' },
  { href: ALERT_SETTINGS, label: 'Alerts', action: 'read-operations' },
] as const

type SettingsFrameProps = { role: Role; current: (typeof TABS)[number]['label']; children: ReactNode }

/** Around every settings screen: the heading and the ways to the others that this role has. */
export function SettingsFrame({ role, current, children }: SettingsFrameProps) {
  return (
    <>
      <PageHeader title="Settings" />
      <Tabs
        label="Settings"
        items={TABS.filter(({ action }) => may(role, action)).map(({ href, label }) => ({
          href,
          label,
          current: label === current,
        }))}
      />
      <div className="max-w-3xl px-4 py-2">{children}</div>
    </>
  )
}
