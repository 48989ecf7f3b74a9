import type { Route } from 'next'
import { DataTableCell, DataTableLink, DataTableRow } from '../ui/data-table'
import { formatCount } from '../ui/format-count'
import { RelativeTime } from '../ui/relative-time'
import { TruncateText } from '../ui/truncate-text'
import { cellClass } from './delivery-columns'
import { DeliveryStateBadge } from './delivery-state-badge'
import { type EventDelivery, shownType } from './delivery-words'
import { formatMs, formatSize } from './format-amount'
import { RecordLink } from './record-link'

export type DeliveryRowProps<Row> = { row: Row; href: Route; selected: boolean; onOpen: () => void }

export function ReceivedRow({ row, href, selected, onOpen }: DeliveryRowProps<EventDelivery>) {
  return (
    <DataTableRow selected={selected} className="max-sm:grid-cols-[minmax(0,1fr)_auto]">
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
          {row.copies === 0 ? 'not recorded' : formatCount(row.copies)}
          {row.copies > 0 && <span className="sm:hidden">{row.copies === 1 ? ' copy' : ' copies'}</span>}
        </span>
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.acknowledged}>
        <span className="whitespace-nowrap text-muted text-xs">{formatMs(row.acknowledgedMs)}</span>
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.size}>
        <span className="whitespace-nowrap text-muted text-xs">{formatSize(row.size)}</span>
      </DataTableCell>
    </DataTableRow>
  )
}
