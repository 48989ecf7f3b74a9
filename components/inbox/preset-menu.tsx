'use client'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu'

export interface Preset {
  /** The digit that chooses it while the menu is open. */
  shortcut?: string
  label: string
  /** What it comes to: "Tue 09:00". */
  detail?: string
  icon?: ReactNode
  disabled?: boolean
  run: () => void
}

export interface PresetList {
  /** What is chosen. */
  label: string
  presets: readonly Preset[]
}

type PresetMenuProps = {
  /** Null = closed. It stands while closed too: so it knows that the key which opens it was a key. */
  list: PresetList | null
  onClose: () => void
  /** Where the keyboard goes when nothing else takes it. */
  returnTo: RefObject<HTMLElement | null>
}

const CLOSED: PresetList = { label: '', presets: [] }

/** A few choices over the claim bar, opened by a key and chosen by a digit, the arrows, or a click. */
export function PresetMenu({ list, onClose, returnTo }: PresetMenuProps) {
  const { label, presets } = list ?? CLOSED
  const onKeyDown = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    const preset = presets.find(({ shortcut }) => shortcut === key)
    if (!preset || preset.disabled || ctrlKey || metaKey || altKey) return
    onClose()
    preset.run()
  }
  const onCloseAutoFocus = (event: Event) => {
    event.preventDefault()
    if (document.activeElement === document.body) returnTo.current?.focus()
  }
  return (
    <DropdownMenu open={list !== null} onOpenChange={(open) => open || onClose()}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden tabIndex={-1} className="pointer-events-none absolute right-4 bottom-1 size-0 sm:right-6" />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        aria-label={label}
        aria-labelledby={undefined}
        onKeyDown={onKeyDown}
        onCloseAutoFocus={onCloseAutoFocus}
        className="w-72 max-w-[calc(100vw-1rem)]"
      >
        <DropdownMenuLabel>{label}</DropdownMenuLabel>
        {presets.map(({ label: name, detail, icon, disabled, shortcut, run }) => (
          <DropdownMenuItem
            key={name}
            disabled={disabled}
            shortcut={shortcut}
            aria-keyshortcuts={shortcut}
            onSelect={(event) => {
              // Closed first: what runs may open the next question in its place.
              event.preventDefault()
              onClose()
              run()
            }}
          >
            {icon}
            <span className="min-w-0 flex-1 truncate">{name}</span>
            {detail && <span className="shrink-0 text-muted text-xs tabular-nums">{detail}</span>}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
