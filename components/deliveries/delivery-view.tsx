import type { ReactNode } from 'react'
import type { DeliveryDetail } from '@/lib/webhooks/schema'
import { CopyableId } from '../conversations/copyable-id'
import { DescriptionList } from '../ui/description-list'
import { BodyView } from './body-view'
import { Copies } from './copies'
import { DeliveryStateBadge, RejectionBadge } from './delivery-state-badge'
import { causeWords, type EventDelivery, type RejectedDelivery, signatureWords, stateMeaning } from './delivery-words'
import { ExactTime } from './exact-time'
import { formatMs, formatSize } from './format-amount'
import { RecordLink } from './record-link'

/** One event with every request that carried it, or one refused request with the reason. */
export function DeliveryView({ detail: { row, endpointName, copies } }: { detail: DeliveryDetail }) {
  const endpoint = { label: 'Endpoint', value: endpointName || 'No longer known' }
  return (
    <div className="flex flex-col gap-6">
      {row.kind === 'event' ? <EventFacts row={row} endpoint={endpoint} /> : <Refusal row={row} endpoint={endpoint} />}
      {row.kind === 'event' && <Copies copies={copies} total={row.copies} />}
      <BodyView id={row.id} size={row.size} />
    </div>
  )
}

type Fact = { label: string; value: ReactNode }

function EventFacts({ row, endpoint }: { row: EventDelivery; endpoint: Fact }) {
  return (
    <>
      <div>
        <DeliveryStateBadge state={row.state} look="soft" />
        <p className="mt-2 text-muted">{stateMeaning[row.state]}</p>
        {row.error && (
          <p className="mt-2 whitespace-pre-wrap break-words rounded-md bg-fail-soft px-3 py-2 font-mono text-fail text-xs">
            {row.error}
          </p>
        )}
      </div>
      <DescriptionList
        items={[
          { label: 'Record', value: <RecordLink row={row} /> },
          { label: 'Received', value: <ExactTime date={row.receivedAt} /> },
          {
            label: 'Acknowledged',
            value: row.acknowledgedMs === null ? 'not recorded' : `in ${formatMs(row.acknowledgedMs)}`,
          },
          { label: 'Applied', value: row.appliedAt ? <ExactTime date={row.appliedAt} /> : 'Not applied' },
          { label: 'Attempts', value: row.attempts.toLocaleString('en') },
          { label: 'Signature', value: signatureWords(row.signed) },
          { label: 'Size', value: formatSize(row.size) },
          endpoint,
          { label: 'Event id', value: <CopyableId label="event id" text={row.id} /> },
        ]}
      />
    </>
  )
}

function Refusal({ row, endpoint }: { row: RejectedDelivery; endpoint: Fact }) {
  return (
    <>
      <div>
        <RejectionBadge cause={row.cause} look="soft" />
        <p className="mt-2">{causeWords[row.cause].whatToDo}</p>
      </div>
      <DescriptionList
        items={[
          { label: 'Received', value: <ExactTime date={row.receivedAt} /> },
          { label: 'Answer', value: `${row.status}, in ${formatMs(row.acknowledgedMs)}` },
          { label: 'Size', value: formatSize(row.size) },
          endpoint,
          { label: 'Delivery id', value: <CopyableId label="delivery id" text={row.id} /> },
        ]}
      />
    </>
  )
}
