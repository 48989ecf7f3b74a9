import { DataTableHead } from '../ui/data-table'

/** A column's share of the width; `max-w-0` lets its text be cut instead of widening the table. */
const part = 'sm:max-w-0'
/** On a phone a row is a small card of two columns: what is left, and what is right of it. */
const whole = 'max-sm:[&>div]:col-span-2'
const half = 'max-sm:[&>div]:col-span-1'

/** One place for what each column is, on a wide screen and on a phone. */
export const cellClass = {
  candidate: `${part} sm:w-[34%] lg:w-[22%] ${half} max-sm:[&>div]:order-1`,
  activity: `w-px ${half} max-sm:[&>div]:order-2 max-sm:[&>div]:text-right`,
  campaign: `${part} max-lg:hidden max-sm:contents sm:w-[18%] ${half} max-sm:[&>div]:order-3`,
  status: `max-lg:hidden max-sm:contents ${half} max-sm:[&>div]:order-4 max-sm:[&>div]:text-right`,
  outcome: `${half} max-sm:[&>div]:order-5`,
  score: `w-px ${half} max-sm:[&>div]:order-6 max-sm:[&>div]:text-right`,
  review: `${part} sm:w-[25%] ${whole} max-sm:[&>div]:order-7`,
}

export function ConversationHead() {
  return (
    <>
      <DataTableHead>Candidate</DataTableHead>
      <DataTableHead className="max-lg:hidden">Campaign</DataTableHead>
      <DataTableHead className="max-lg:hidden">Status</DataTableHead>
      <DataTableHead>AI outcome</DataTableHead>
      <DataTableHead align="end">Score</DataTableHead>
      <DataTableHead>Review</DataTableHead>
      <DataTableHead align="end" className="whitespace-nowrap">
        Last activity
      </DataTableHead>
    </>
  )
}
