import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EventExplanation, ExplainedDelivery } from '@/lib/webhooks/schema-explanation'
import { CopyableId } from '../conversations/copyable-id'
import { Button } from '../ui/button'
import { DescriptionList } from '../ui/description-list'
import { RelativeTime } from '../ui/relative-time'
import { BodyView } from './body-view'
import { Copies } from './copies'
import { DeliveryStateBadge, RejectionBadge } from './delivery-state-badge'
import { type EventDelivery, type RejectedDelivery, stateMeaning, whatToDo } from './delivery-words'
import { EffectSection } from './effect-section'
import { ExactTime } from './exact-time'
import { headerWords } from './explanation-words'
import { sourceWords } from './filter-words'
import { formatMs, formatSize } from './format-amount'
import { RecordLink } from './record-link'
import { SignatureFact } from './signature-fact'

type DeliveryViewProps = {
  delivery: ExplainedDelivery
  mayReadBodies: boolean
  /** Undefined when the member's role does not replay. */
  onReplay: ((id: string) => void) | undefined
}

/** One event with every request that carried it, or one refused request with the reason. It explains itself. */
export function DeliveryView({ delivery, mayReadBodies, onReplay }: DeliveryViewProps) {
  const { row, event, endpointName, endpointId, copies, masked } = delivery
  const endpoint = { label: 'Endpoint', value: endpointName || (endpointId ? 'No longer known' : 'None') }
  return (
    <div className="flex flex-col gap-6">
      {row.kind === 'event' && event && (
        <>
          <EventHead row={row} event={event} onReplay={onReplay} />
          <EffectSection effect={event.effect} recordKey={row.recordKey} warnings={event.warnings} />
          <EventFacts row={row} event={event} endpoint={endpoint} />
          {row.source === 'webhook' && <Copies copies={copies} total={row.copies} />}
        </>
      )}
      {row.kind === 'rejected' && <Refusal row={row} endpoint={endpoint} />}
      <BodyView id={row.id} size={row.size} masked={masked} endpointId={endpointId} mayRead={mayReadBodies} />
    </div>
  )
}

type Fact = { label: string; value: ReactNode }
type EventProps = { row: EventDelivery; event: EventExplanation }

function EventHead({ row, event, onReplay }: EventProps & Pick<DeliveryViewProps, 'onReplay'>) {
  return (
    <div>
      <div className="flex flex-wrap items-center gap-2 pr-16">
        <DeliveryStateBadge state={row.state} look="soft" />
        {onReplay && row.state !== 'quarantined' && (
          <Button size="sm" onClick={() => onReplay(row.id)}>
            <RotateCcw aria-hidden />
            Replay…
          </Button>
        )}
      </div>
      <p className="mt-2 text-muted">{stateMeaning[row.state]}</p>
      {row.error && (
        <p className="mt-2 whitespace-pre-wrap break-words rounded-md bg-fail-soft px-3 py-2 font-mono text-fail text-xs">
          {row.error}
        </p>
      )}
      {event.nextAttemptAt && (
        <p className="mt-2 text-muted">
          It is tried again: <RelativeTime date={event.nextAttemptAt} />.
        </p>
      )}
    </div>
  )
}

const EventFacts = ({ row, event, endpoint }: EventProps & { endpoint: Fact }) => (
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
      { label: 'Source', value: sourceWords[row.source] },
      { label: 'Signature', value: <SignatureFact signature={event.signature} /> },
      { label: 'Size', value: formatSize(row.size) },
      endpoint,
      { label: 'Event id', value: <CopyableId label="event id" text={row.id} /> },
    ]}
  />
)

function Refusal({ row, endpoint }: { row: RejectedDelivery; endpoint: Fact }) {
  const headers = headerWords[row.cause]
  return (
    <>
      <div>
        <RejectionBadge cause={row.cause} look="soft" />
        <p className="mt-2">{whatToDo[row.cause]}</p>
      </div>
      <DescriptionList
        items={[
          { label: 'Received', value: <ExactTime date={row.receivedAt} /> },
          { label: 'Answer', value: `${row.status}, in ${formatMs(row.acknowledgedMs)}` },
          { label: 'Content type', value: headers.type },
          { label: 'x-signature', value: headers.signature },
          { label: 'Size', value: formatSize(row.size) },
          endpoint,
          { label: 'Delivery id', value: <CopyableId label="delivery id" text={row.id} /> },
        ]}
      />
    </>
  )
}
