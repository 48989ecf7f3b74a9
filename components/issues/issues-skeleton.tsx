import { PageHeader } from '../shell/page-header'
import { DataTable, DataTableCell, DataTableRow } from '../ui/data-table'
import { Skeleton } from '../ui/skeleton'
import { cellClass, IssueHead } from './issue-columns'

/** Rows in their true shape, announced once. */
export const IssueRowsSkeleton = () => (
  <div role="status" aria-label="Loading issues">
    <div aria-hidden="true">
      <DataTable label="Loading" head={<IssueHead />}>
        {['w-56', 'w-44', 'w-64', 'w-48'].map((width) => (
          <DataTableRow key={width} className="hover:bg-transparent max-sm:grid-cols-[minmax(0,1fr)_auto]">
            <Bar className={cellClass.title} width={width} />
            <Bar className={cellClass.kind} width="w-24" />
            <Bar className={cellClass.endpoint} width="w-20" />
            <Bar className={cellClass.count} width="w-8" />
            <Bar className={cellClass.first} width="w-12" />
            <Bar className={cellClass.last} width="w-12" />
          </DataTableRow>
        ))}
      </DataTable>
    </div>
  </div>
)

const Bar = ({ className, width }: { className: string; width: string }) => (
  <DataTableCell className={className}>
    <Skeleton className={`max-w-full ${width}`} />
  </DataTableCell>
)

/** The whole screen before anything of it is known. */
export const IssuesSkeleton = () => (
  <>
    <PageHeader title="Issues" />
    <div className="h-9 border-b" />
    <IssueRowsSkeleton />
  </>
)
