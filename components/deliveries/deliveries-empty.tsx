import { SearchX, ShieldCheck, Webhook } from 'lucide-react'
import type { DeliveryFilters } from '@/lib/webhooks/client'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

/** `onClear` given: something is filtered, and nothing fits. */
export function DeliveriesEmpty({ tab, onClear }: { tab: DeliveryFilters['tab']; onClear?: () => void }) {
  if (onClear)
    return (
      <EmptyState
        icon={<SearchX />}
        title="No delivery fits these filters"
        action={<Button onClick={onClear}>Clear filters</Button>}
      >
        {tab === 'received' && 'The search takes a whole record id, or the beginning of an event’s name.'}
      </EmptyState>
    )
  if (tab === 'rejected')
    return (
      <EmptyState icon={<ShieldCheck />} title="Nothing was refused">
        Requests without a right signature, and what is no event of Popp’s, would be listed here with the reason.
      </EmptyState>
    )
  return (
    <EmptyState icon={<Webhook />} title="Nothing has arrived yet">
      Popp posts its events to your endpoint’s address. Each one is listed here within a second of its arrival.
    </EmptyState>
  )
}
