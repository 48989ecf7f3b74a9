import { SearchX, ShieldCheck, Webhook } from 'lucide-react'
import type { DeliveryFilter } from '@/lib/webhooks/delivery-filter'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

/** `onClear` given: something is filtered, and nothing fits. */
export function DeliveriesEmpty({ tab, onClear }: { tab: DeliveryFilter['tab']; onClear?: () => void }) {
  if (onClear)
    return (
      <EmptyState
        icon={<SearchX />}
        title="No delivery fits these filters"
        action={<Button onClick={onClear}>Clear filters</Button>}
      >
        {tab === 'received' &&
          'The search takes a whole record id, the beginning of an event’s name, or a field of the payload with its whole value: data.externalId = ats-1001.'}
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
