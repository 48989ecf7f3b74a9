'use client'
import { useState } from 'react'
import type { DeliveryFilters } from '@/lib/webhooks/client'
import type { DeliveryRow } from '@/lib/webhooks/schema'

/** What is selected in this view: rows one by one, or all that match. Another view begins with nothing. */
export function useDeliverySelection(filters: DeliveryFilters, rows: readonly DeliveryRow[]) {
  const view = JSON.stringify(filters)
  const [state, setState] = useState({ view, ids: new Set<string>(), all: false })
  const now = state.view === view ? state : { view, ids: new Set<string>(), all: false }
  const set = (ids: ReadonlySet<string>, all = false) => setState({ view, ids: new Set(ids), all })
  const loaded = rows.map(({ id }) => id)
  const allLoaded = loaded.length > 0 && loaded.every((id) => now.ids.has(id))
  return {
    ids: now.ids,
    /** Also what is not loaded. */
    all: now.all,
    allLoaded,
    isSelected: (id: string) => now.all || now.ids.has(id),
    toggle: (id: string) => {
      const ids = new Set(now.all ? loaded : now.ids)
      if (!ids.delete(id)) ids.add(id)
      set(ids)
    },
    toggleLoaded: () => set(now.all || allLoaded ? new Set() : new Set(loaded)),
    selectAll: () => set(now.ids, true),
    clear: () => set(new Set()),
  }
}

export type DeliverySelection = ReturnType<typeof useDeliverySelection>
