'use client'
import { Command } from 'cmdk'
import { Keyboard, Monitor, Moon, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { Kbd } from '../ui/kbd'
import type { NavItem } from './nav'
import { setTheme } from './use-theme'

export type CommandAction = { id: string; label: string; icon?: ReactNode; shortcut?: string; run: () => void }

type CommandPaletteProps = { nav: NavItem[]; commands: CommandAction[]; onShowKeys: () => void }

/** Ctrl/⌘ K. It has a modifier, so it also opens while typing and with shortcuts switched off. */
export function CommandPalette({ nav, commands, onShowKeys }: CommandPaletteProps) {
  const [open, setOpen] = useState(false)
  const router = useRouter()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      setOpen((was) => !was)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  const choose = (run: () => void) => () => {
    setOpen(false)
    run()
  }
  return (
    <Command.Dialog
      open={open}
      onOpenChange={setOpen}
      label="Commands"
      overlayClassName="fixed inset-0 z-40 animate-appear bg-overlay"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 animate-appear overflow-hidden rounded-lg border bg-raised shadow-dialog"
    >
      <Command.Input
        placeholder="Go to, or do…"
        className="h-12 w-full border-b bg-transparent px-4 text-base outline-none pointer-coarse:text-lg"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-1">
        <Command.Empty className="px-3 py-6 text-center text-muted">No command of that name</Command.Empty>
        {commands.length > 0 && (
          <Group heading="Do">
            {commands.map((command) => (
              <Item key={command.id} {...command} onSelect={choose(command.run)} />
            ))}
          </Group>
        )}
        <Group heading="Go to">
          {nav.map((item) => (
            <Item
              key={item.href}
              icon={item.icon}
              label={item.label}
              shortcut={item.goKey && `G ${item.goKey.toUpperCase()}`}
              onSelect={choose(() => router.push(item.href))}
            />
          ))}
        </Group>
        <Group heading="Settings">
          <Item icon={<Sun />} label="Light appearance" onSelect={choose(() => setTheme('light'))} />
          <Item icon={<Moon />} label="Dark appearance" onSelect={choose(() => setTheme('dark'))} />
          <Item icon={<Monitor />} label="Appearance as the system" onSelect={choose(() => setTheme('system'))} />
          <Item icon={<Keyboard />} label="Keyboard shortcuts" shortcut="?" onSelect={choose(onShowKeys)} />
        </Group>
      </Command.List>
    </Command.Dialog>
  )
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}

type ItemProps = { icon?: ReactNode; label: string; shortcut?: string; onSelect: () => void }

function Item({ icon, label, shortcut, onSelect }: ItemProps) {
  return (
    <Command.Item
      value={label}
      onSelect={onSelect}
      className="flex h-9 cursor-default select-none items-center gap-2.5 rounded-sm px-3 data-[selected=true]:bg-hover pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-muted"
    >
      <span aria-hidden className="flex w-4">
        {icon}
      </span>
      {label}
      {shortcut && (
        <span className="ml-auto">
          <Kbd>{shortcut}</Kbd>
        </span>
      )}
    </Command.Item>
  )
}
