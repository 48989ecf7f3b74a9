'use client'
import { type KeyboardEvent, useRef, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { Overlay } from '../ui/overlay'
import type { NavItem } from './nav'
import { usePaletteGroups } from './palette-groups'
import { fittingLines } from './palette-lines'
import { PaletteList } from './palette-list'
import { useCandidates } from './use-candidates'
import { usePaletteKey } from './use-palette-key'

type CommandPaletteProps = { nav: NavItem[]; onShowKeys: () => void }

/** Ctrl/⌘ K: go somewhere, do what can be done here, find a candidate. */
export function CommandPalette({ nav, onShowKeys }: CommandPaletteProps) {
  const [open, setOpen] = useState(false)
  const before = useRef<Element | null>(null)
  const show = () => {
    before.current = document.activeElement
    setOpen(true)
  }
  /** What was chosen may take the focus, or open a dialog: the palette has gone and given the focus back before. */
  const close = (chosen?: () => void) => {
    flushSync(() => setOpen(false))
    if (before.current instanceof HTMLElement) before.current.focus()
    chosen?.()
  }
  usePaletteKey(open, (wanted) => (wanted ? show() : close()))
  return open && createPortal(<Palette nav={nav} onShowKeys={onShowKeys} close={close} />, document.body)
}

type PaletteProps = CommandPaletteProps & { close: (chosen?: () => void) => void }

/**
 * A dialog of its own making: the library's asks for styles and layouts again and again while it opens, which takes as long
 * as all that the palette shows. Its field is all that can have the focus, so nothing has to be kept from leaving.
 */
function Palette({ nav, onShowKeys, close }: PaletteProps) {
  const [search, setSearch] = useState('')
  const candidates = useCandidates(search)
  const groups = usePaletteGroups({ nav, candidates: candidates.rows, onShowKeys })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    if (event.key !== 'Escape' && event.key !== 'Tab') return
    event.preventDefault()
    if (event.key === 'Escape') close()
  }
  return (
    <>
      <Overlay onMouseDown={(event) => event.preventDefault()} onClick={() => close()} />
      <div
        role="dialog"
        aria-modal="true"
        aria-label="Commands"
        data-state="open"
        onKeyDown={onKeyDown}
        className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 animate-appear overflow-hidden rounded-lg border bg-raised shadow-dialog"
      >
        <PaletteList
          groups={fittingLines(groups, search)}
          search={search}
          onSearch={setSearch}
          onChoose={({ run }) => close(run)}
        />
        {/* Not in the list, which may hold nothing but what can be chosen. */}
        <p role="status" className={candidates.standing ? 'border-t px-4 py-2 text-muted text-xs' : 'sr-only'}>
          {candidates.standing}
        </p>
      </div>
    </>
  )
}
