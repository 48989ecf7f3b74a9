'use client'
import { ListChecks } from 'lucide-react'
import type { InboxCounts } from '@/lib/reviews/schema'
import { ActionKbd } from '../shell/action-kbd'
import { usePreferences } from '../shell/use-preferences'
import { Kbd } from '../ui/kbd'
import { StateMessage } from '../ui/state-message'

/** Beside the list while nothing is open. */
export function NothingOpen({ counts, canAct }: { counts: InboxCounts | undefined; canAct: boolean }) {
  const { shortcuts } = usePreferences()
  const waiting = counts !== undefined && counts.free > 0
  return (
    <StateMessage icon={<ListChecks />} title="No item is open" className="h-full">
      {shortcuts && canAct && waiting ? (
        <>
          <ActionKbd action="claim-next" /> claims the next in turn. <ActionKbd action="next" />{' '}
          <ActionKbd action="previous" /> walk the list, <Kbd>Enter</Kbd> opens.
        </>
      ) : (
        'Choose one from the list.'
      )}
    </StateMessage>
  )
}
