'use client'
import { Keyboard, Monitor, Moon, SlidersHorizontal, Sun } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Avatar } from '../ui/avatar'
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu'
import { KEYBOARD_SETTINGS, type ShellMember } from './nav'
import type { Theme } from './theme'
import { useChangePreferences, usePreferences } from './use-preferences'
import { setTheme, useTheme } from './use-theme'

const THEME_ITEMS = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'As the system', icon: Monitor },
] as const

/** `signOut` is a client component that renders a DropdownMenuItem. */
export function MemberMenu({
  member,
  signOut,
  compact = false,
}: {
  member: ShellMember
  signOut?: ReactNode
  compact?: boolean
}) {
  const theme = useTheme()
  const { shortcuts } = usePreferences()
  const change = useChangePreferences()
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`${member.name}, ${member.role}: account and settings`}
        className="flex min-w-0 items-center gap-2 rounded-md p-1.5 text-left hover:bg-hover data-[state=open]:bg-hover"
      >
        <Avatar name={member.name} />
        {!compact && (
          <span className="min-w-0 max-lg:hidden">
            <span className="block truncate font-medium text-sm leading-4">{member.name}</span>
            <span className="block truncate text-muted text-xs">{member.role}</span>
          </span>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-60">
        <div className="px-2 pt-1.5 pb-2">
          <p className="truncate font-medium">{member.name}</p>
          <p className="truncate text-muted text-xs">{[member.email, member.role].filter(Boolean).join(' · ')}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Appearance</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={(value) => setTheme(value as Theme)}>
          {THEME_ITEMS.map(({ value, label, icon: Icon }) => (
            <DropdownMenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
              <Icon aria-hidden />
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuCheckboxItem
          checked={shortcuts}
          onCheckedChange={(on) => void change({ shortcuts: on })}
          onSelect={(event) => event.preventDefault()}
        >
          <Keyboard aria-hidden />
          Keyboard shortcuts
        </DropdownMenuCheckboxItem>
        <DropdownMenuItem asChild>
          <Link href={KEYBOARD_SETTINGS}>
            <SlidersHorizontal aria-hidden />
            Preferences…
          </Link>
        </DropdownMenuItem>
        {signOut && <DropdownMenuSeparator />}
        {signOut}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
