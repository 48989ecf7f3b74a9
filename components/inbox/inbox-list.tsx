'use client'
import { type ReactNode, useRef } from 'react'
import { type InboxView, isFiltered } from '@/lib/reviews/filter'
import type { InboxCounts } from '@/lib/reviews/schema'
import { StaleBanner } from '../list/stale-banner'
import { ErrorState } from '../ui/error-state'
import { LoadMore } from '../ui/load-more'
import { useNow } from '../ui/now'
import { SkeletonRows } from '../ui/skeleton'
import { InboxEmpty } from './inbox-empty'
import { InboxRow, rowElementId } from './inbox-row'
import { NewItemsPill } from './new-items-pill'
import { OfflineState } from './offline-state'
import type { useInboxHold } from './use-inbox-hold'
import type { InboxList } from './use-inbox-list'
import type { SelectionDesk } from './use-selection'
import { useKnownPresent } from './use-still-present'

type InboxListProps = {
  view: InboxView
  memberId: string
  selectedId: string | null
  list: InboxList
  counts: InboxCounts | undefined
  hold: ReturnType<typeof useInboxHold>
  setEnd: (element: HTMLElement | null) => void
  clearFilter: () => void
  /** Title, tabs, filter and the action: they stay while the rows scroll. */
  header: ReactNode
  /** What is selected; null where nothing can be. */
  desk: SelectionDesk | null
  /** Below the rows: what can be done to the selection. */
  footer: ReactNode
  onOpen: (id: string) => void
  onNear: (id: string) => void
}

export function InboxListPane({ header, footer, ...rest }: InboxListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { list, hold } = rest
  const showNews = () => {
    const end = !list.news.above
    const firstNew = firstUnknown(list)
    list.showNews()
    // After the rows are there. In the queue's order a new item may belong anywhere among the others.
    requestAnimationFrame(() => {
      const row = !end && firstNew && document.getElementById(rowElementId(firstNew))
      if (row) row.scrollIntoView({ block: 'center' })
      else scroller.current?.scrollTo({ top: end ? scroller.current.scrollHeight : 0 })
    })
  }
  return (
    <div className="flex h-full flex-col">
      {header}
      <div className="relative min-h-0 flex-1">
        <div ref={scroller} {...hold.props} className="h-full overflow-y-auto">
          <Rows {...rest} />
        </div>
        <NewItemsPill {...list.news} onShow={showNews} />
      </div>
      {footer}
    </div>
  )
}

function firstUnknown({ rows, query }: InboxList): string | undefined {
  const known = new Set(rows.map(({ item }) => item.id))
  return query.data?.pages.flatMap((page) => page.rows).find(({ id }) => !known.has(id))?.id
}

function Rows(props: Omit<InboxListProps, 'header' | 'footer'>) {
  const { view, memberId, selectedId, list, counts, setEnd, desk, onOpen, onNear } = props
  // As it is, not on the server's clock: that one moves a little with every answer, and every row with it.
  const now = useNow()
  const present = useKnownPresent()
  const { query, rows } = list
  if (!list.started) {
    if (query.isPaused) return <OfflineState />
    if (!query.isError) return <SkeletonRows rows={10} label="Loading review items" />
    return <ErrorState onRetry={() => void query.refetch()} retrying={query.isFetching} />
  }
  if (rows.length === 0)
    return (
      <InboxEmpty
        tab={view.tab}
        counts={counts ?? query.data?.pages[0]?.counts}
        hasMore={query.hasNextPage}
        onClear={isFiltered(view.filter) ? props.clearFilter : undefined}
        onLook={() => {
          list.showNews()
          void query.refetch()
        }}
        looking={query.isFetching}
      />
    )
  return (
    <>
      {query.isRefetchError && (
        <StaleBanner what="The list" retrying={query.isFetching} onRetry={() => void query.refetch()} />
      )}
      <ol aria-label="Review items" data-ticking={desk && desk.selection.seen.size > 0 ? '' : undefined}>
        {rows.map(({ item, gone }) => (
          <InboxRow
            key={item.id}
            item={item}
            gone={gone}
            view={view}
            memberId={memberId}
            now={now}
            open={item.id === selectedId}
            present={present[item.id]}
            onOpen={onOpen}
            onNear={onNear}
            ticked={desk ? desk.selection.seen.has(item.id) : null}
            onTick={desk?.toggle}
            onRange={desk?.extendTo}
          />
        ))}
      </ol>
      <div ref={setEnd} />
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onLoad={() => void query.fetchNextPage()}
        shown={rows.length === 1 ? '1 item' : `${rows.length} items`}
      />
    </>
  )
}
