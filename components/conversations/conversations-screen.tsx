'use client'
import { useRef } from 'react'
import { NewsPill } from '../list/news-pill'
import { QueryGate } from '../list/query-gate'
import { useListHold } from '../list/use-list-hold'
import { focusFirstRow, useRowKeys } from '../list/use-row-keys'
import { PageHeader } from '../shell/page-header'
import { DataTable } from '../ui/data-table'
import { formatCount } from '../ui/format-count'
import { LoadMore } from '../ui/load-more'
import { ConversationHead } from './conversation-columns'
import { ConversationRow } from './conversation-row'
import { ConversationToolbar } from './conversation-toolbar'
import { ConversationsEmpty } from './conversations-empty'
import { ConversationRowsSkeleton } from './conversations-skeleton'
import { useRememberView } from './last-view'
import { useConversationFilters, useConversations } from './use-conversations'

/** Every screening chat of the organization, newest activity first. */
export function ConversationsScreen() {
  const scroller = useRef<HTMLDivElement>(null)
  const hold = useListHold()
  const filtering = useConversationFilters()
  const { query, rows, news, showNews } = useConversations(filtering.filters, hold.held)
  useRememberView()
  useRowKeys(scroller)
  const filtered = Object.values(filtering.filters).some(Boolean)
  const show = () => {
    showNews()
    scroller.current?.scrollTo({ top: 0 })
    // The pill that was pressed goes: the focus must not go with it.
    requestAnimationFrame(() => focusFirstRow(scroller.current))
  }
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Conversations" />
      <ConversationToolbar {...filtering} />
      <div
        ref={scroller}
        {...hold.props}
        aria-busy={query.isPlaceholderData}
        className="relative min-h-0 flex-1 scroll-pt-10 overflow-y-auto border-t transition-opacity delay-200 aria-busy:opacity-50 sm:border-t-0"
      >
        <NewsPill words={newsWords(news)} onShow={show} />
        <QueryGate query={query} what="The conversations" skeleton={<ConversationRowsSkeleton />}>
          {rows.length === 0 ? (
            <ConversationsEmpty onClear={filtered ? filtering.clear : undefined} />
          ) : (
            <>
              <DataTable label="Conversations" head={<ConversationHead />}>
                {rows.map((row) => (
                  <ConversationRow key={row.row.recordKey} row={row} />
                ))}
              </DataTable>
              <LoadMore
                hasMore={query.hasNextPage}
                loading={query.isFetchingNextPage}
                failed={query.isFetchNextPageError}
                onLoad={() => void query.fetchNextPage()}
                shown={rows.length === 1 ? '1 conversation' : `${rows.length.toLocaleString('en')} conversations`}
              />
            </>
          )}
        </QueryGate>
      </div>
    </div>
  )
}

const newsWords = (news: number) => (news === 0 ? null : `${formatCount(news)} new or updated`)
