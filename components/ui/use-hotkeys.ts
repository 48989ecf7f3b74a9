'use client'
import { useEffect, useRef } from 'react'
import { type HotkeyBindings, registerHotkeys } from './hotkey-registry'

export type HotkeyOptions = {
  enabled?: boolean
  /** Bindings of a dialog itself: they work while one is open, when all others rest. */
  inDialog?: boolean
}

/**
 * Single keys and two-key sequences: `useHotkeys({ c: claim, 'g i': goToInbox, j: { run: next, repeat: true } })`.
 * Never fires while typing, with a modifier held, under an open dialog, or when the member switched shortcuts off.
 * Keys are as printed ("?", "/", "enter", "escape"), in any case. A binding of `undefined` is not there.
 */
export function useHotkeys(bindings: HotkeyBindings, { enabled = true, inDialog = false }: HotkeyOptions = {}): void {
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  useEffect(() => {
    if (!enabled) return
    return registerHotkeys({ bindings: () => latest.current, inDialog })
  }, [enabled, inDialog])
}
