'use client'
import { ListChecks } from 'lucide-react'
import type { InboxCounts } from '@/lib/reviews/schema'
import { Kbd } from '../ui/kbd'
import { StateMessage } from '../ui/state-message'

/** Beside the list while nothing is open. */
export function NothingOpen({ counts, canAct }: { counts: InboxCounts | undefined; canAct: boolean }) {
  const waiting = counts !== undefined && counts.free > 0
  return (
    <StateMessage icon={<ListChecks />} title="No item is open" className="h-full">
      {canAct && waiting ? (
        <>
          <Kbd>N</Kbd> claims the one that has waited longest. <Kbd>J</Kbd> <Kbd>K</Kbd> walk the list, <Kbd>Enter</Kbd>{' '}
          opens.
        </>
      ) : (
        'Choose one from the list.'
      )}
    </StateMessage>
  )
}
