import type { ReviewState } from '@/lib/reviews/words'
import type { ConversationSummary } from './schema'

/** A conversation with its review's state, as the store reads it in one query. */
export type SummaryRow = Omit<ConversationSummary, 'startedAt' | 'endedAt' | 'lastEventAt' | 'reviewState'> & {
  startedAt: Date | null
  endedAt: Date | null
  lastEventAt: Date
  reviewState: ReviewState
}

export const toSummary = (row: SummaryRow): ConversationSummary => ({
  recordKey: row.recordKey,
  recordId: row.recordId,
  candidateName: row.candidateName,
  campaign: row.campaign,
  status: row.status,
  rawStatus: row.rawStatus,
  aiOutcome: row.aiOutcome,
  score: row.score,
  optedOut: row.optedOut,
  ended: row.ended,
  startedAt: row.startedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
  lastEventAt: row.lastEventAt.toISOString(),
  reviewState: row.reviewState,
  reviewItemId: row.reviewItemId,
  humanOutcome: row.humanOutcome,
  recovered: row.recovered,
  humanOutcomeBy: row.humanOutcome === null ? null : (row.humanOutcomeBy ?? 'A former member'),
})
