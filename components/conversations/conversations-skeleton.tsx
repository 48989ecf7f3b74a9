import { PageHeader } from '../shell/page-header'
import { DataTable, DataTableCell, DataTableRow } from '../ui/data-table'
import { Skeleton } from '../ui/skeleton'
import { ConversationHead, cellClass } from './conversation-columns'

const NAME_WIDTHS = ['w-32', 'w-24', 'w-40', 'w-28']

/** Rows in their true shape, announced once. */
export function ConversationRowsSkeleton() {
  return (
    <div role="status" aria-label="Loading conversations">
      <div aria-hidden="true">
        <DataTable label="Loading" head={<ConversationHead />}>
          {Array.from({ length: 14 }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity but their place
            <DataTableRow key={row} className="hover:bg-transparent max-sm:grid-cols-[minmax(0,1fr)_auto]">
              <Bar className={cellClass.candidate} width={NAME_WIDTHS[row % 4]!} />
              <Bar className={cellClass.campaign} width="w-36" />
              <Bar className={cellClass.status} width="w-24" />
              <Bar className={cellClass.outcome} width="w-24" />
              <Bar className={cellClass.score} width="w-8" />
              <Bar className={cellClass.review} width="w-28" />
              <Bar className={cellClass.activity} width="w-12" />
            </DataTableRow>
          ))}
        </DataTable>
      </div>
    </div>
  )
}

const Bar = ({ className, width }: { className: string; width: string }) => (
  <DataTableCell className={className}>
    <Skeleton className={`max-w-full ${width}`} />
  </DataTableCell>
)

/** The whole screen before anything of it is known. */
export function ConversationsSkeleton() {
  return (
    <>
      <PageHeader title="Conversations" />
      <div className="flex gap-2 px-4 pb-2">
        <Skeleton className="h-8 w-72" />
        <Skeleton className="h-8 w-36 max-sm:hidden" />
        <Skeleton className="h-8 w-36 max-sm:hidden" />
        <Skeleton className="h-8 w-36 max-sm:hidden" />
      </div>
      <ConversationRowsSkeleton />
    </>
  )
}
