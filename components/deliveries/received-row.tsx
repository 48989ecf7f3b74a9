import type { Route } from 'next'
import type { ReactNode } from 'react'
import { RecoveredMark } from '../conversation/recovered-mark'
import { DataTableCell, DataTableLink, DataTableRow } from '../ui/data-table'
import { formatCount } from '../ui/format-count'
import { RelativeTime } from '../ui/relative-time'
import { TruncateText } from '../ui/truncate-text'
import { DeliveryBox } from './delivery-box'
import { cellClass } from './delivery-columns'
import { DeliveryStateBadge } from './delivery-state-badge'
import { type EventDelivery, shownType } from './delivery-words'
import { formatMs, formatSize } from './format-amount'
import { RecordLink } from './record-link'
import type { DeliverySelection } from './use-delivery-selection'

export type DeliveryRowProps<Row> = { row: Row; href: Route; selected: boolean; onOpen: () => void }

type ReceivedRowProps = DeliveryRowProps<EventDelivery> & {
  /** Null = the member's role does nothing with what is selected. */
  selection: DeliverySelection | null
}

export function ReceivedRow({ row, href, selected, onOpen, selection }: ReceivedRowProps) {
  const missing = whyMissing(row)
  return (
    <DataTableRow selected={selected} className="max-sm:grid-cols-[minmax(0,1fr)_auto]">
      {selection && (
        <DataTableCell className={cellClass.box}>
          <DeliveryBox id={row.id} name={shownType(row.type)} selection={selection} />
        </DataTableCell>
      )}
      <DataTableCell className={cellClass.received}>
        <RelativeTime date={row.receivedAt} className="whitespace-nowrap text-muted text-xs" />
      </DataTableCell>
      <DataTableCell className={cellClass.type}>
        <DataTableLink
          href={href}
          onNavigate={(event) => {
            event.preventDefault()
            onOpen()
          }}
          className="font-mono text-xs"
        >
          <TruncateText text={shownType(row.type)} />
        </DataTableLink>
        {row.source === 'recovered' && <RecoveredMark short />}
        {row.source === 'details' && <span className="block truncate text-muted text-xs">Read from Popp’s API</span>}
      </DataTableCell>
      <DataTableCell className={cellClass.record}>
        <RecordLink row={row} />
      </DataTableCell>
      <DataTableCell className={cellClass.outcome}>
        <DeliveryStateBadge state={row.state} />
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.copies}>
        <Figure known={row.copies > 0} why={missing}>
          {formatCount(row.copies)}
          <span className="sm:hidden">{row.copies === 1 ? ' copy' : ' copies'}</span>
        </Figure>
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.acknowledged}>
        <Figure known={row.acknowledgedMs !== null && row.source === 'webhook'} why={missing}>
          {formatMs(row.acknowledgedMs)}
        </Figure>
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.size}>
        <span className="whitespace-nowrap text-muted text-xs">{formatSize(row.size)}</span>
      </DataTableCell>
    </DataTableRow>
  )
}

/** Why a row has no figures of a delivery: there was none, or its log was lost with the process that had it. */
const whyMissing = ({ source }: EventDelivery) => (source === 'webhook' ? 'Not recorded' : 'It came in no delivery')

/** On a phone, where no column's name stands above it, what is not known takes no place. */
const Figure = ({ known, why, children }: { known: boolean; why: string; children: ReactNode }) =>
  known ? (
    <span className="whitespace-nowrap text-muted text-xs">{children}</span>
  ) : (
    <span title={why} className="text-faint text-xs max-sm:sr-only">
      <span aria-hidden>–</span>
      <span className="sr-only">{why}</span>
    </span>
  )
