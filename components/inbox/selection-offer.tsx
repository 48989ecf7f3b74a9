'use client'
import { SELECTION_MAX } from '@/lib/reviews/bulk-schema'
import { Button } from '../ui/button'
import { formatExactly } from './bulk-words'
import type { ShownRow } from './list-merge'
import type { SelectionDesk } from './use-selection'

type SelectionOfferProps = { desk: SelectionDesk; rows: ShownRow[]; hasMore: boolean; total: string }

/** After all loaded rows: all that match, also those that are not loaded. Below the rows, over none that was just ticked. */
export function SelectionOffer({ desk, rows, hasMore, total }: SelectionOfferProps) {
  const { selection, asking } = desk
  if (selection.all?.more)
    return (
      <Line>A selection holds {formatExactly(SELECTION_MAX)} items: the first of them are selected, more match.</Line>
    )
  if (!selection.offersAll || !hasMore) return null
  return (
    <Line>
      <span role="status">
        {asking === 'failed'
          ? 'The others could not be selected.'
          : `All ${formatExactly(rows.length)} loaded items are selected.`}
      </span>
      <Button size="sm" busy={asking === 'now'} onClick={() => void desk.selectAll()} className="pointer-coarse:h-11">
        {asking === 'failed' ? 'Try again' : ['Select all', total, 'that match'].filter(Boolean).join(' ')}
      </Button>
    </Line>
  )
}

const Line = ({ children }: { children: React.ReactNode }) => (
  <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-t bg-accent-soft px-4 py-1 text-xs">
    {children}
  </div>
)
