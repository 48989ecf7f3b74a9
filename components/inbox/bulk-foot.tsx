'use client'
import { BulkStatus } from './bulk-status'
import { formatExactly } from './bulk-words'
import type { ShownRow } from './list-merge'
import { shownCount } from './selection'
import { SelectionOffer } from './selection-offer'
import type { SelectionDesk } from './use-selection'

type BulkFootProps = {
  desk: SelectionDesk
  rows: ShownRow[]
  memberId: string
  /** More of the view matches than is loaded. */
  hasMore: boolean
  /** How many the view shows, loaded or not, as words: "5,000", "1,000+". */
  total: string
  onOpen: (id: string) => void
}

/** Below the rows, only when there is something to say: how far a command on many is, and that more can be selected. */
export function BulkFoot({ desk, rows, memberId, hasMore, total, onOpen }: BulkFootProps) {
  const { selection } = desk
  const count = selection.seen.size
  const shown = shownCount(selection, rows)
  return (
    <section aria-label="Selected items" className="relative shrink-0 bg-surface">
      {/* Always there: what is said in a region that comes with its words is not read out. */}
      <p role="status" className="sr-only">
        {count > 0 &&
          `${formatExactly(count)} selected${shown < count ? `, ${formatExactly(shown)} in this list` : ''}`}
      </p>
      <BulkStatus memberId={memberId} onOpen={onOpen} />
      <SelectionOffer desk={desk} rows={rows} hasMore={hasMore} total={total} />
    </section>
  )
}
