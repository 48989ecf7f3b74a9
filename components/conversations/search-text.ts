'use client'
import { useSyncExternalStore } from 'react'

/**
 * What is searched for: mostly a person's name, so it stands in no address (docs/decisions/0007). This tab remembers it
 * while one goes to a conversation and back; a reload or signing out forgets it.
 */
let text = ''
const listeners = new Set<() => void>()

export function setSearchText(next: string): void {
  text = next
  for (const listener of listeners) listener()
}

export const useSearchText = () =>
  useSyncExternalStore(
    subscribe,
    () => text,
    () => '',
  )

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
