'use client'
import { type RefObject, useRef } from 'react'

type Place = RefObject<HTMLElement | null>

/**
 * Spread on the content of a dialog that has no trigger of its own: the focus comes back to what had it before, or to
 * `otherwise` when that is gone with what the dialog did. The primitive would give it to the trigger, and without one to
 * nobody. `first` has it on opening; by default the dialog's first control.
 */
export function useReturnFocus({
  first,
  otherwise,
}: {
  first?: () => HTMLElement | null | undefined
  otherwise?: Place
} = {}) {
  const before = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: (event: Event) => {
      before.current = document.activeElement
      const target = first?.()
      if (!target) return
      event.preventDefault()
      target.focus()
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      const back = before.current?.isConnected ? before.current : otherwise?.current
      if (back instanceof HTMLElement) back.focus()
      // What the dialog did may take away what had the focus only with the next frames.
      const catchFocus = () => {
        if (document.activeElement === document.body) otherwise?.current?.focus()
      }
      requestAnimationFrame(() => requestAnimationFrame(catchFocus))
    },
  }
}
