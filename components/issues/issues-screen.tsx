'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useRef } from 'react'
import { issueCountsOptions, issuesOptions } from '@/lib/issues/client'
import { type Issue, type IssueState, issueStates } from '@/lib/issues/schema'
import { NewsPill } from '../list/news-pill'
import { QueryGate } from '../list/query-gate'
import { useListHold } from '../list/use-list-hold'
import { focusFirstRow, useRowKeys } from '../list/use-row-keys'
import { useSteadyRows } from '../list/use-steady-rows'
import { PageHeader } from '../shell/page-header'
import { DataTable } from '../ui/data-table'
import { formatCount } from '../ui/format-count'
import { LoadMore } from '../ui/load-more'
import { Tabs } from '../ui/tabs'
import { IssueHead } from './issue-columns'
import { IssueRow } from './issue-row'
import { issuesHref } from './issue-url'
import { IssuesEmpty } from './issues-empty'
import { IssueRowsSkeleton } from './issues-skeleton'

const order = { key: (row: Issue) => row.id, rank: (row: Issue) => row.lastAt }
const stateParser = parseAsStringLiteral(issueStates).withDefault('open')

/** What fails, one line for each cause. */
export function IssuesScreen() {
  const scroller = useRef<HTMLDivElement>(null)
  const hold = useListHold()
  const [state, setState] = useQueryState('state', stateParser)
  const query = useInfiniteQuery({ ...issuesOptions(state), placeholderData: keepPreviousData })
  const { data, isPlaceholderData, hasNextPage } = query
  const found = isPlaceholderData ? undefined : data?.pages.flatMap((page) => page.rows)
  const steady = useSteadyRows({ view: state, rows: found, complete: !hasNextPage }, order, hold.held)
  const { rows, news, showNews } = steady
  useRowKeys(scroller)
  const show = () => {
    showNews()
    scroller.current?.scrollTo({ top: 0 })
    // The pill that was pressed goes: the focus must not go with it.
    requestAnimationFrame(() => focusFirstRow(scroller.current))
  }
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Issues" />
      <IssueTabs state={state} onShow={(next) => void setState(next, { history: 'push' })} />
      <div
        ref={scroller}
        {...hold.props}
        aria-busy={isPlaceholderData}
        className="relative min-h-0 flex-1 scroll-pt-10 overflow-y-auto transition-opacity delay-200 aria-busy:opacity-50"
      >
        <NewsPill words={news === 0 ? null : `${formatCount(news)} new or updated`} onShow={show} />
        <QueryGate query={query} what="The issues" skeleton={<IssueRowsSkeleton />}>
          {rows.length === 0 ? (
            <IssuesEmpty state={state} />
          ) : (
            <>
              <DataTable label="Issues" head={<IssueHead />}>
                {rows.map((row) => (
                  <IssueRow key={row.row.id} row={row} />
                ))}
              </DataTable>
              <LoadMore
                hasMore={hasNextPage}
                loading={query.isFetchingNextPage}
                failed={query.isFetchNextPageError}
                onLoad={() => void query.fetchNextPage()}
                shown={rows.length === 1 ? '1 issue' : `${rows.length} issues`}
              />
            </>
          )}
        </QueryGate>
      </div>
    </div>
  )
}

const WORDS: Record<IssueState, string> = { open: 'Open', acknowledged: 'Acknowledged', resolved: 'Resolved' }

function IssueTabs({ state, onShow }: { state: IssueState; onShow: (state: IssueState) => void }) {
  const { data: counts } = useQuery(issueCountsOptions())
  const items = issueStates.map((one) => ({
    ...{ href: issuesHref(one), label: WORDS[one], count: counts?.[one], current: one === state },
  }))
  return (
    <Tabs
      label="Issues"
      items={items}
      onSelect={({ href }) => onShow(issueStates.find((one) => issuesHref(one) === href)!)}
    />
  )
}
