'use client'
import { RotateCcw, X } from 'lucide-react'
import { IDS_MAX, type ReplaySelection } from '@/lib/replays/selection'
import type { DeliveryFilters } from '@/lib/webhooks/client'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import type { DeliverySelection } from './use-delivery-selection'

type ReplayBarProps = {
  selection: DeliverySelection
  filters: DeliveryFilters
  /** More match than are loaded. */
  hasMore: boolean
  onReplay: (selection: ReplaySelection) => void
}

/** What is selected and what can be done with it: in the list's foot, over no row that was just ticked. */
export function ReplayBar({ selection, filters, hasMore, onReplay }: ReplayBarProps) {
  const { ids, all, allLoaded, selectAll, clear } = selection
  if (ids.size === 0 && !all) return null
  const wanted: ReplaySelection = all ? filters : { ids: [...ids] }
  return (
    <section
      aria-label="Selected deliveries"
      className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-t bg-raised px-4 py-1.5"
    >
      <p role="status" className="min-w-0 flex-1 font-medium">
        {all ? 'All that match are selected' : `${ids.size.toLocaleString('en')} selected`}
        {!all && ids.size > IDS_MAX && `: at most ${IDS_MAX.toLocaleString('en')} can be replayed one by one`}
      </p>
      {!all && allLoaded && hasMore && (
        <Button size="sm" variant="ghost" onClick={selectAll}>
          Select all that match
        </Button>
      )}
      <Button size="sm" variant="primary" disabled={!all && ids.size > IDS_MAX} onClick={() => onReplay(wanted)}>
        <RotateCcw aria-hidden />
        Replay…
      </Button>
      <IconButton label="Clear selection" icon={<X aria-hidden />} onClick={clear} />
    </section>
  )
}
