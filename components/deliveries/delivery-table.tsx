'use client'
import type { DeliveryRow } from '@/lib/webhooks/schema'
import { QueryGate } from '../list/query-gate'
import { DataTable } from '../ui/data-table'
import { LoadMore } from '../ui/load-more'
import { DeliveriesEmpty } from './deliveries-empty'
import { DeliveryRowsSkeleton } from './deliveries-skeleton'
import { AllDeliveriesBox } from './delivery-box'
import { ReceivedHead, RejectedHead } from './delivery-columns'
import { ReceivedRow } from './received-row'
import { RejectedRow } from './rejected-row'
import { isFiltered, type useDeliveries, type useDeliveryFilters } from './use-deliveries'
import type { useDeliveryPlace } from './use-delivery-place'
import type { DeliverySelection } from './use-delivery-selection'

type DeliveryTableProps = {
  query: ReturnType<typeof useDeliveries>['query']
  rows: DeliveryRow[]
  filtering: ReturnType<typeof useDeliveryFilters>
  place: ReturnType<typeof useDeliveryPlace>
  /** Null = nothing is selected here. */
  selection: DeliverySelection | null
}

/** The list itself, in each of its states. */
export function DeliveryTable({ query, rows, filtering, place, selection }: DeliveryTableProps) {
  const { filters, clear } = filtering
  const { tab } = filters.filter
  const rejected = tab === 'rejected'
  return (
    <QueryGate query={query} what="The deliveries" skeleton={<DeliveryRowsSkeleton />}>
      {rows.length === 0 ? (
        <DeliveriesEmpty tab={tab} onClear={isFiltered(filters) ? clear : undefined} />
      ) : (
        <>
          <DataTable
            label={rejected ? 'Rejected requests' : 'Received events'}
            head={
              rejected ? (
                <RejectedHead />
              ) : (
                <ReceivedHead box={selection && <AllDeliveriesBox selection={selection} />} />
              )
            }
          >
            {rows.map((row) => {
              const shared = { href: place.hrefOf(row.id), selected: row.id === place.openId }
              const onOpen = () => place.open(row.id)
              return row.kind === 'event' ? (
                <ReceivedRow key={row.id} row={row} {...shared} onOpen={onOpen} selection={selection} />
              ) : (
                <RejectedRow key={row.id} row={row} {...shared} onOpen={onOpen} />
              )
            })}
          </DataTable>
          <LoadMore
            hasMore={query.hasNextPage}
            loading={query.isFetchingNextPage}
            failed={query.isFetchNextPageError}
            onLoad={() => void query.fetchNextPage()}
            shown={rows.length === 1 ? '1 delivery' : `${rows.length.toLocaleString('en')} deliveries`}
          />
        </>
      )}
    </QueryGate>
  )
}
