'use client'
import { useEffect } from 'react'
import { isDialogOpen } from '../ui/hotkey-target'

/**
 * Ctrl/⌘ K. It has a modifier, so it also opens while typing and with shortcuts switched off; not over a dialog, whose
 * question comes first.
 */
export function usePaletteKey(open: boolean, setOpen: (open: boolean) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      if (open || !isDialogOpen()) setOpen(!open)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [open, setOpen])
}
