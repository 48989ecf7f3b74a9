'use client'
import { Keyboard, Monitor, Moon, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../ui/avatar'
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu'
import { setHotkeysOn, useHotkeysOn } from '../ui/hotkey-preference'
import type { ShellMember } from './nav'
import type { Theme } from './theme'
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
  const hotkeysOn = useHotkeysOn()
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`${member.name}, ${member.role}: account and settings`}
        className="flex min-w-0 items-center gap-2 rounded-md p-1.5 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover"
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
          checked={hotkeysOn}
          onCheckedChange={setHotkeysOn}
          onSelect={(event) => event.preventDefault()}
        >
          <Keyboard aria-hidden />
          Keyboard shortcuts
        </DropdownMenuCheckboxItem>
        {signOut && <DropdownMenuSeparator />}
        {signOut}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
