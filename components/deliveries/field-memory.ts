'use client'
import { useSyncExternalStore } from 'react'
import type { FieldSearch } from '@/lib/webhooks/field-search'

/**
 * The payload field that is looked for: its value may be a person's, so it stands in no address (docs/decisions/0007). This
 * tab remembers it while one opens a delivery and comes back; a reload or signing out forgets it.
 */
let field: FieldSearch | null = null
const listeners = new Set<() => void>()

export function setFieldSearch(next: FieldSearch | null): void {
  field = next
  for (const listener of listeners) listener()
}

export const useFieldSearch = () =>
  useSyncExternalStore(
    subscribe,
    () => field,
    () => null,
  )

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
