import { PageHeader } from '../shell/page-header'
import { DataTable, DataTableCell, DataTableRow } from '../ui/data-table'
import { Skeleton } from '../ui/skeleton'
import { cellClass, ReceivedHead } from './delivery-columns'

const WIDTHS = [
  [cellClass.received, 'w-12'],
  [cellClass.type, 'w-56'],
  [cellClass.record, 'w-40'],
  [cellClass.outcome, 'w-20'],
  [cellClass.copies, 'w-4'],
  [cellClass.acknowledged, 'w-12'],
  [cellClass.size, 'w-12'],
] as const

/** Rows in their true shape, announced once. */
export function DeliveryRowsSkeleton() {
  return (
    <div role="status" aria-label="Loading deliveries">
      <div aria-hidden="true">
        <DataTable label="Loading" head={<ReceivedHead />}>
          {Array.from({ length: 14 }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity but their place
            <DataTableRow key={row} className="hover:bg-transparent max-sm:grid-cols-[minmax(0,1fr)_auto]">
              {WIDTHS.map(([className, width]) => (
                <DataTableCell key={className} className={className}>
                  <Skeleton className={`max-w-full ${width}`} />
                </DataTableCell>
              ))}
            </DataTableRow>
          ))}
        </DataTable>
      </div>
    </div>
  )
}

/** The whole screen before anything of it is known. */
export function DeliveriesSkeleton() {
  return (
    <>
      <PageHeader title="Deliveries" />
      <div className="mb-2 flex h-9 items-center gap-4 border-b px-4">
        <Skeleton className="w-16" />
        <Skeleton className="w-16" />
      </div>
      <div className="flex gap-2 px-4 pb-2">
        <Skeleton className="h-8 w-72" />
        <Skeleton className="h-8 w-36 max-sm:hidden" />
      </div>
      <DeliveryRowsSkeleton />
    </>
  )
}
