import type { Route } from 'next'
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
      </DataTableCell>
      <DataTableCell className={cellClass.record}>
        <RecordLink row={row} />
      </DataTableCell>
      <DataTableCell className={cellClass.outcome}>
        <DeliveryStateBadge state={row.state} />
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.copies}>
        <span className="whitespace-nowrap text-muted text-xs">
          {row.source === 'recovered' ? <RecoveredMark short /> : copiesWords(row)}
          {row.copies > 0 && <span className="sm:hidden">{row.copies === 1 ? ' copy' : ' copies'}</span>}
        </span>
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.acknowledged}>
        <span className="whitespace-nowrap text-muted text-xs">
          {row.source === 'webhook' ? formatMs(row.acknowledgedMs) : 'no delivery'}
        </span>
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.size}>
        <span className="whitespace-nowrap text-muted text-xs">{formatSize(row.size)}</span>
      </DataTableCell>
    </DataTableRow>
  )
}

/** What was read from Popp's API came in no delivery. */
function copiesWords({ source, copies }: EventDelivery): string {
  if (source === 'details') return 'details'
  return copies === 0 ? 'not recorded' : formatCount(copies)
}
