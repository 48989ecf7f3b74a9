'use client'
import { useRef } from 'react'

/**
 * Spread on the content of a dialog that has no trigger of its own: the focus comes back to what had it before. The
 * primitive would give it to the trigger, and without one to nobody.
 */
export function useReturnFocus() {
  const before = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      if (before.current instanceof HTMLElement) before.current.focus()
    },
  }
}
