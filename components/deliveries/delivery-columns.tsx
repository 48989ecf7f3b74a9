import type { ReactNode } from 'react'
import { DataTableHead } from '../ui/data-table'

/** `max-w-0` lets a cell's text be cut instead of widening the table. */
const part = 'sm:max-w-0'
/** On a phone a row is a small card of two columns. */
const half = 'max-sm:[&>div]:col-span-1'
const right = `${half} max-sm:[&>div]:text-right`

/** One place for what each column is, on a wide screen and on a phone. */
export const cellClass = {
  /** On a phone, where a row is a card, many are chosen by the filter. */
  box: 'w-px max-sm:hidden',
  received: `w-px ${right} max-sm:[&>div]:order-2`,
  type: `${part} sm:w-[32%] ${half} max-sm:[&>div]:order-1`,
  record: `${part} sm:w-[26%] ${half} max-sm:[&>div]:order-3`,
  outcome: `${right} max-sm:[&>div]:order-4`,
  copies: `w-px max-md:hidden max-sm:contents ${half} max-sm:[&>div]:order-5`,
  acknowledged: `w-px ${right} max-sm:[&>div]:order-6`,
  size: 'w-px max-lg:hidden max-sm:hidden',
}

/** `box`: selects all, for who may do something with them. */
export function ReceivedHead({ box }: { box?: ReactNode }) {
  return (
    <>
      {box && <DataTableHead className="w-px">{box}</DataTableHead>}
      <DataTableHead>Received</DataTableHead>
      <DataTableHead>Event</DataTableHead>
      <DataTableHead>Record</DataTableHead>
      <DataTableHead>State</DataTableHead>
      <DataTableHead align="end" className="max-md:hidden">
        Copies
      </DataTableHead>
      <DataTableHead align="end">Acknowledged</DataTableHead>
      <DataTableHead align="end" className="max-lg:hidden">
        Size
      </DataTableHead>
    </>
  )
}

export function RejectedHead() {
  return (
    <>
      <DataTableHead>Received</DataTableHead>
      <DataTableHead>Cause</DataTableHead>
      <DataTableHead className="max-lg:hidden">What to do</DataTableHead>
      <DataTableHead align="end">Answer</DataTableHead>
      <DataTableHead align="end" className="whitespace-nowrap">
        Answered in
      </DataTableHead>
      <DataTableHead align="end">Size</DataTableHead>
    </>
  )
}
