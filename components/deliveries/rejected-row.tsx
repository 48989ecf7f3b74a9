import { DataTableCell, DataTableLink, DataTableRow } from '../ui/data-table'
import { RelativeTime } from '../ui/relative-time'
import { TruncateText } from '../ui/truncate-text'
import { RejectionBadge } from './delivery-state-badge'
import { type RejectedDelivery, whatToDo } from './delivery-words'
import { formatMs, formatSize } from './format-amount'
import type { DeliveryRowProps } from './received-row'

const half = 'max-sm:[&>div]:col-span-1'
const quiet = 'whitespace-nowrap text-muted text-xs'

export function RejectedRow({ row, href, selected, onOpen }: DeliveryRowProps<RejectedDelivery>) {
  return (
    <DataTableRow selected={selected} className="max-sm:grid-cols-[minmax(0,1fr)_auto]">
      <DataTableCell className={`w-px ${half} max-sm:[&>div]:order-2 max-sm:[&>div]:text-right`}>
        <RelativeTime date={row.receivedAt} className={quiet} />
      </DataTableCell>
      <DataTableCell className={`${half} max-sm:[&>div]:order-1`}>
        <DataTableLink
          href={href}
          onNavigate={(event) => {
            event.preventDefault()
            onOpen()
          }}
        >
          <RejectionBadge cause={row.cause} />
        </DataTableLink>
      </DataTableCell>
      <DataTableCell className="max-w-0 w-3/5 max-lg:hidden max-sm:hidden">
        <TruncateText text={whatToDo[row.cause]} className="text-muted" />
      </DataTableCell>
      <DataTableCell align="end" className={`w-px ${half} max-sm:[&>div]:order-3`}>
        <span className={quiet}>{row.status}</span>
      </DataTableCell>
      <DataTableCell align="end" className={`w-px ${half} max-sm:[&>div]:order-4 max-sm:[&>div]:text-right`}>
        <span className={quiet}>{formatMs(row.acknowledgedMs)}</span>
      </DataTableCell>
      <DataTableCell align="end" className="w-px max-sm:hidden">
        <span className={quiet}>{formatSize(row.size)}</span>
      </DataTableCell>
    </DataTableRow>
  )
}
