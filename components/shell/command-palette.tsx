'use client'
import { Command } from 'cmdk'
import { Keyboard, Monitor, Moon, Sun, Zap } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import { isActionId, keyCap } from '@/lib/members/key-actions'
import { afterPaint } from '../ui/after-paint'
import { Overlay } from '../ui/overlay'
import { useReturnFocus } from '../ui/use-return-focus'
import type { NavItem } from './nav'
import { PaletteCandidates } from './palette-candidates'
import { paletteScore } from './palette-filter'
import { PaletteGroup, PaletteItem } from './palette-item'
import type { Listed } from './palette-registry'
import { useKeyMap } from './use-action-keys'
import { useCandidates } from './use-candidates'
import { useListedActions } from './use-palette-actions'
import { usePaletteKey } from './use-palette-key'
import { usePreferences } from './use-preferences'
import { setTheme } from './use-theme'

type CommandPaletteProps = { nav: NavItem[]; onShowKeys: () => void }

/** Ctrl/⌘ K: go somewhere, do what can be done here, find a candidate. */
export function CommandPalette({ nav, onShowKeys }: CommandPaletteProps) {
  const [open, setOpen] = useState(false)
  const chosen = useRef<() => void>(undefined)
  const returnFocus = useReturnFocus()
  usePaletteKey(open, setOpen)
  const choose = (run: () => void) => {
    chosen.current = run
    setOpen(false)
  }
  // What was chosen may take the focus: the palette must have given it back before.
  const onCloseAutoFocus = (event: Event) => {
    returnFocus.onCloseAutoFocus(event)
    chosen.current?.()
    chosen.current = undefined
  }
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Overlay />
        <Dialog.Content
          onOpenAutoFocus={returnFocus.onOpenAutoFocus}
          onCloseAutoFocus={onCloseAutoFocus}
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 animate-appear overflow-hidden rounded-lg border bg-raised shadow-dialog"
        >
          <Dialog.Title className="sr-only">Commands</Dialog.Title>
          <Palette nav={nav} onShowKeys={onShowKeys} choose={choose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

type PaletteProps = CommandPaletteProps & { choose: (run: () => void) => void }

function Palette({ nav, onShowKeys, choose }: PaletteProps) {
  const router = useRouter()
  const [search, setSearch] = useState('')
  const candidates = useCandidates(search)
  const { shortcuts } = usePreferences()
  const actions = useListedActions()
  const inSight = useInSight()
  return (
    <Command label="Commands" filter={paletteScore}>
      <Command.Input
        value={search}
        onValueChange={setSearch}
        maxLength={200}
        placeholder="Go to, do, or find a candidate…"
        className="h-12 w-full border-b bg-transparent px-4 text-base outline-none pointer-coarse:text-lg"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-1">
        <Command.Empty className="px-3 py-2 text-muted text-xs">No command of that name.</Command.Empty>
        <ScreenActions actions={actions.slice(0, inSight)} choose={choose} />
        {actions.length < inSight && (
          <>
            <PaletteGroup heading="Go to">
              {nav.map((item) => (
                <PaletteItem
                  key={item.href}
                  id={`go:${item.href}`}
                  icon={item.icon}
                  label={item.label}
                  shortcut={shortcuts && item.goKey ? `G ${item.goKey.toUpperCase()}` : undefined}
                  onSelect={() => choose(() => router.push(item.href))}
                />
              ))}
            </PaletteGroup>
            <PaletteGroup heading="Settings">
              {APPEARANCES.map(({ theme, label, icon }) => (
                <PaletteItem
                  key={theme}
                  id={theme}
                  icon={icon}
                  label={label}
                  onSelect={() => choose(() => setTheme(theme))}
                />
              ))}
              <PaletteItem
                id="keys"
                icon={<Keyboard />}
                label="Keyboard shortcuts"
                shortcut={shortcuts ? '?' : undefined}
                onSelect={() => choose(onShowKeys)}
              />
            </PaletteGroup>
          </>
        )}
        <PaletteCandidates rows={candidates.rows} onChoose={(href) => choose(() => router.push(href))} />
      </Command.List>
      {/* Not in the list, which may hold nothing but what can be chosen. */}
      <p role="status" className={candidates.standing ? 'border-t px-4 py-2 text-muted text-xs' : 'sr-only'}>
        {candidates.standing}
      </p>
    </Command>
  )
}

const LINE_PX = 36

/** How many lines the first frame needs: what lies below the list's edge, half a window high, comes a frame later. */
function useInSight(): number {
  const [inSight, setInSight] = useState(() => Math.ceil(window.innerHeight / 2 / LINE_PX))
  useEffect(() => afterPaint(() => setInSight(Number.POSITIVE_INFINITY)), [])
  return inSight
}

const APPEARANCES = [
  { theme: 'light', label: 'Light appearance', icon: <Sun /> },
  { theme: 'dark', label: 'Dark appearance', icon: <Moon /> },
  { theme: 'system', label: 'Appearance as the system', icon: <Monitor /> },
] as const

/** What the screens behind the palette can do now, with the member's keys. */
function ScreenActions({ actions, choose }: { actions: readonly Listed[] } & Pick<PaletteProps, 'choose'>) {
  const keys = useKeyMap()
  const { shortcuts } = usePreferences()
  if (actions.length === 0) return null
  return (
    <PaletteGroup heading="Do">
      {actions.map(({ id, label, icon = <Zap />, run }) => (
        <PaletteItem
          key={id}
          id={`do:${id}`}
          icon={icon}
          label={label}
          shortcut={shortcuts && isActionId(id) ? keyCap(keys[id]) : undefined}
          onSelect={() => choose(run)}
        />
      ))}
    </PaletteGroup>
  )
}
