'use client'
import { useRef } from 'react'
import type { DeliveryRow } from '@/lib/webhooks/schema'
import { NewsPill } from '../list/news-pill'
import { QueryGate } from '../list/query-gate'
import { useListHold } from '../list/use-list-hold'
import { focusFirstRow, useRowKeys } from '../list/use-row-keys'
import { PageHeader } from '../shell/page-header'
import { DataTable } from '../ui/data-table'
import { formatCount } from '../ui/format-count'
import { LoadMore } from '../ui/load-more'
import { DeliveriesEmpty } from './deliveries-empty'
import { DeliveryRowsSkeleton } from './deliveries-skeleton'
import { ReceivedHead, RejectedHead } from './delivery-columns'
import { DeliverySheet } from './delivery-sheet'
import { DeliveryTabs } from './delivery-tabs'
import { DeliveryToolbar } from './delivery-toolbar'
import { ReceivedRow } from './received-row'
import { RejectedRow } from './rejected-row'
import { isFiltered, useDeliveries, useDeliveryFilters } from './use-deliveries'
import { useDeliveryPlace } from './use-delivery-place'

/** What arrived at the endpoints, what was answered, and what became of it. */
export function DeliveriesScreen() {
  const scroller = useRef<HTMLDivElement>(null)
  const hold = useListHold()
  const filtering = useDeliveryFilters()
  const { filters } = filtering
  const { tab } = filters.filter
  const place = useDeliveryPlace()
  const { query, rows, news, showNews } = useDeliveries(filters, hold.held || place.openId !== null)
  useRowKeys(scroller)
  const show = () => {
    showNews()
    scroller.current?.scrollTo({ top: 0 })
    // The pill that was pressed goes: the focus must not go with it.
    requestAnimationFrame(() => focusFirstRow(scroller.current))
  }
  const rejected = tab === 'rejected'
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Deliveries" />
      <DeliveryTabs tab={tab} onShow={filtering.showTab} />
      <DeliveryToolbar filtering={filtering} />
      <div
        ref={scroller}
        {...hold.props}
        aria-busy={query.isPlaceholderData}
        className="relative min-h-0 flex-1 scroll-pt-10 overflow-y-auto border-t transition-opacity delay-200 aria-busy:opacity-50 sm:border-t-0"
      >
        <NewsPill words={news === 0 ? null : `${formatCount(news)} new`} onShow={show} />
        <QueryGate query={query} what="The deliveries" skeleton={<DeliveryRowsSkeleton />}>
          {rows.length === 0 ? (
            <DeliveriesEmpty tab={tab} onClear={isFiltered(filters) ? filtering.clear : undefined} />
          ) : (
            <>
              <DataTable
                label={rejected ? 'Rejected requests' : 'Received events'}
                head={rejected ? <RejectedHead /> : <ReceivedHead />}
              >
                {rows.map(({ row }) => (
                  <Row
                    key={row.id}
                    row={row}
                    href={place.hrefOf(row.id)}
                    selected={row.id === place.openId}
                    onOpen={() => place.open(row.id)}
                  />
                ))}
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
      </div>
      {place.openId && <DeliverySheet id={place.openId} rows={rows.map(({ row }) => row)} {...place} />}
    </div>
  )
}

type RowProps = Omit<Parameters<typeof ReceivedRow>[0], 'row'> & { row: DeliveryRow }

const Row = ({ row, ...rest }: RowProps) =>
  row.kind === 'event' ? <ReceivedRow row={row} {...rest} /> : <RejectedRow row={row} {...rest} />
