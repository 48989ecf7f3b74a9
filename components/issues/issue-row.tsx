import { RotateCcw } from 'lucide-react'
import type { Issue } from '@/lib/issues/schema'
import { issueWords } from '@/lib/issues/words'
import { causeWords } from '@/lib/issues/words-cause'
import type { SteadyRow } from '../list/steady-rows'
import { cn } from '../ui/cn'
import { DataTableCell, DataTableLink, DataTableRow } from '../ui/data-table'
import { formatCount } from '../ui/format-count'
import { plainDirection } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'
import { TruncateText } from '../ui/truncate-text'
import { cellClass } from './issue-columns'
import { IssueKindMark } from './issue-kind'
import { issueHref, timesWords } from './issue-url'

export function IssueRow({ row: { row, gone } }: { row: SteadyRow<Issue> }) {
  const { recurrences } = row
  return (
    <DataTableRow className={cn('max-sm:grid-cols-[minmax(0,1fr)_auto]', gone && 'text-muted')}>
      <DataTableCell className={cellClass.title}>
        <DataTableLink href={issueHref(row.id)}>
          <TruncateText text={issueWords(row).title} />
        </DataTableLink>
        <span className="flex items-center gap-x-3 text-muted text-xs empty:hidden">
          {gone && <span className="shrink-0 italic">No longer in this view</span>}
          {!gone && recurrences > 0 && (
            <span className="flex shrink-0 items-center gap-1">
              <RotateCcw aria-hidden className="size-3" />
              Came back {timesWords(recurrences)}
            </span>
          )}
          {/* The others' titles tell their causes apart. */}
          {row.kind === 'handler' && <TruncateText text={causeWords(row)} />}
        </span>
      </DataTableCell>
      <DataTableCell className={cellClass.kind}>
        <IssueKindMark kind={row.kind} />
      </DataTableCell>
      <DataTableCell className={cellClass.endpoint}>
        <TruncateText
          text={row.endpoint ? plainDirection(row.endpoint.name) : '–'}
          className={cn('text-muted', !row.endpoint && 'max-sm:invisible')}
        />
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.count}>
        <span title={`${row.totalCount} ever`} className="whitespace-nowrap">
          {formatCount(row.count)}
          <span className="sm:sr-only"> {row.count === 1 ? 'failure' : 'failures'}</span>
        </span>
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.first}>
        <RelativeTime date={row.firstAt} className="whitespace-nowrap text-muted text-xs max-sm:hidden" />
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.last}>
        <RelativeTime date={row.lastAt} className="whitespace-nowrap text-muted text-xs" />
      </DataTableCell>
    </DataTableRow>
  )
}
