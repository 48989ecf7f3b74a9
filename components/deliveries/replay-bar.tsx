'use client'
import { useQuery } from '@tanstack/react-query'
import { RotateCcw, X } from 'lucide-react'
import { IDS_MAX, type ReplaySelection } from '@/lib/replays/selection'
import { type DeliveryFilters, deliveryCountOptions } from '@/lib/webhooks/client'
import type { DeliveryCount } from '@/lib/webhooks/schema'
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
  const offered = !all && allLoaded && hasMore
  const count = useQuery({ ...deliveryCountOptions(filters), enabled: offered || all }).data
  if (ids.size === 0 && !all) return null
  const wanted: ReplaySelection = all ? filters : { ids: [...ids] }
  return (
    <section
      aria-label="Selected deliveries"
      className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-t bg-raised px-4 py-1.5"
    >
      <p role="status" className="min-w-0 flex-1 font-medium">
        {all ? `Selected: ${allWords(count)}` : `${ids.size.toLocaleString('en')} selected`}
        {!all && ids.size > IDS_MAX && `: at most ${IDS_MAX.toLocaleString('en')} can be replayed one by one`}
      </p>
      {offered && (
        <Button size="sm" variant="ghost" onClick={selectAll}>
          Select {allWords(count)}
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

/** Before it is counted: without a number. */
function allWords(counted: DeliveryCount | undefined): string {
  if (!counted) return 'all that match'
  return `all ${counted.count.toLocaleString('en')}${counted.more ? '+' : ''} that match`
}
