'use client'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { createPaletteRegistry, type PaletteAction } from './palette-registry'

const registry = createPaletteRegistry()
const NONE: ReturnType<typeof registry.listed> = []

/**
 * Says what can be done here, for the Ctrl/⌘ K palette, as long as the component stands: `usePaletteActions([{ id:
 * 'claim', label: 'Claim', run: claim, enabled: isFree }])`. An id that is an action's name prints the member's key.
 */
export function usePaletteActions(actions: readonly PaletteAction[]): void {
  const registered = useRef<ReturnType<typeof registry.register>>(undefined)
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
    registered.current?.update(actions)
  })
  useEffect(() => {
    const registration = registry.register(latest.current)
    registered.current = registration
    return () => {
      registered.current = undefined
      registration.remove()
    }
  }, [])
}

/** What can be done now, by all screens that are there. */
export const useListedActions = () => useSyncExternalStore(registry.subscribe, registry.listed, () => NONE)
