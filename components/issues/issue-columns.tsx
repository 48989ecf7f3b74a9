import { DataTableHead } from '../ui/data-table'

const part = 'sm:max-w-0'
const half = 'max-sm:[&>div]:col-span-1'

/** One place for what each column is, on a wide screen and on a phone. */
export const cellClass = {
  title: `${part} sm:w-[40%] max-sm:[&>div]:col-span-2 max-sm:[&>div]:order-2`,
  kind: `${half} max-sm:[&>div]:order-1`,
  endpoint: `${part} max-lg:hidden max-sm:contents lg:w-[20%] ${half} max-sm:[&>div]:order-3`,
  count: `w-px ${half} max-sm:[&>div]:order-4 max-sm:[&>div]:text-right`,
  first: 'w-px max-lg:hidden',
  last: `w-px ${half} max-sm:[&>div]:order-1 max-sm:[&>div]:text-right`,
}

export const IssueHead = () => (
  <>
    <DataTableHead>Issue</DataTableHead>
    <DataTableHead>Kind</DataTableHead>
    <DataTableHead className="max-lg:hidden">Endpoint</DataTableHead>
    <DataTableHead align="end">Failures</DataTableHead>
    <DataTableHead align="end" className="max-lg:hidden">
      First
    </DataTableHead>
    <DataTableHead align="end">Newest</DataTableHead>
  </>
)
