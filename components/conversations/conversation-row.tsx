import type { Route } from 'next'
import type { ConversationSummary } from '@/lib/conversations/schema'
import { resolutionWords } from '@/lib/reviews/words'
import { AiOutcomeBadge } from '../conversation/ai-outcome-badge'
import { HumanOutcomeBadge } from '../conversation/human-outcome-badge'
import { RecoveredMark } from '../conversation/recovered-mark'
import { ReviewStateBadge } from '../conversation/review-state-badge'
import { aiOutcomeWords, formatScore, NO_NAME, reviewStateWords, statusWordsOf } from '../conversation/words'
import type { SteadyRow } from '../list/steady-rows'
import { cn } from '../ui/cn'
import { DataTableCell, DataTableLink, DataTableRow } from '../ui/data-table'
import { visibleText } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'
import { TruncateText } from '../ui/truncate-text'
import { cellClass } from './conversation-columns'

export function ConversationRow({ row: { row, gone } }: { row: SteadyRow<ConversationSummary> }) {
  return (
    <DataTableRow className={cn('max-sm:grid-cols-[minmax(0,1fr)_auto]', gone && 'text-muted')}>
      <DataTableCell className={cellClass.candidate}>
        <DataTableLink href={`/conversations/${encodeURIComponent(row.recordKey)}` as Route}>
          <Name row={row} />
        </DataTableLink>
      </DataTableCell>
      <DataTableCell className={cellClass.campaign}>
        <TruncateText
          text={row.campaign ?? 'Campaign not sent'}
          className={row.campaign ? 'text-muted' : 'text-faint'}
        />
      </DataTableCell>
      <DataTableCell className={cellClass.status}>
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <span className="whitespace-nowrap text-muted">{statusWordsOf(row)}</span>
          {row.recovered && <RecoveredMark short />}
        </span>
      </DataTableCell>
      <DataTableCell className={cellClass.outcome}>
        {row.aiOutcome === 'none' ? (
          <span className="whitespace-nowrap text-faint text-xs">{aiOutcomeWords.none}</span>
        ) : (
          <AiOutcomeBadge outcome={row.aiOutcome} look="plain" />
        )}
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.score}>
        <Score score={row.score} />
      </DataTableCell>
      <DataTableCell className={cn(cellClass.review, row.reviewState === 'none' && !gone && 'max-sm:hidden')}>
        {gone ? <span className="whitespace-nowrap text-xs italic">No longer in this view</span> : <Review row={row} />}
      </DataTableCell>
      <DataTableCell align="end" className={cellClass.activity}>
        <RelativeTime date={row.lastEventAt} className="whitespace-nowrap text-muted text-xs" />
      </DataTableCell>
    </DataTableRow>
  )
}

/** Without a name the record id tells one from another. */
const Name = ({ row: { candidateName, recordId } }: { row: ConversationSummary }) =>
  candidateName ? (
    <TruncateText text={candidateName} />
  ) : (
    <span className="flex items-baseline gap-2 font-normal text-muted">
      <span className="shrink-0 italic">{NO_NAME}</span>
      <TruncateText text={visibleText(recordId)} className="font-mono text-faint text-xs" />
    </span>
  )

const Score = ({ score }: { score: number | null }) =>
  score === null ? (
    <span className="whitespace-nowrap text-faint text-xs">not scored</span>
  ) : (
    <span title={String(score)}>{formatScore(score)}</span>
  )

/** What a person decided; before that, where the review stands. */
function Review({ row: { humanOutcome, humanOutcomeBy, reviewState } }: { row: ConversationSummary }) {
  if (humanOutcome)
    return (
      <span title={`${humanOutcomeBy}: ${resolutionWords[humanOutcome]}`} className="flex">
        <HumanOutcomeBadge outcome={humanOutcome} by={humanOutcomeBy} />
      </span>
    )
  if (reviewState !== 'none') return <ReviewStateBadge state={reviewState} />
  return (
    <span className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">{reviewStateWords.none}</span>
    </span>
  )
}
