import type { AiOutcome, ConversationStatus, ScreeningVerdict } from '@/lib/conversations/schema'
import type { ReviewState } from '@/lib/reviews/words'

/** What Popp decided, said after "Popp:". */
export const aiOutcomeWords: Record<AiOutcome, string> = {
  none: 'No outcome yet',
  passed: 'Passed',
  failed: 'Failed',
  closed: 'Closed',
  'opted-out': 'Opted out',
}

export const statusWords: Record<ConversationStatus, string> = {
  unknown: 'Unknown status',
  created: 'Created',
  queued: 'Queued',
  ongoing: 'Ongoing',
  completed: 'Completed',
  passed: 'Screening passed',
  failed: 'Screening failed',
  closed: 'Closed',
  'opted-out': 'Opted out',
  'delivery-failed': 'Delivery failed',
}

export const reviewStateWords: Record<ReviewState, string> = {
  none: 'Never flagged',
  open: 'Needs review',
  held: 'In review',
  resolved: 'Resolved',
}

const verdictWords: Record<ScreeningVerdict, string> = { passed: 'Passed', failed: 'Failed', other: 'No verdict' }

/** Popp's own word when it is neither PASSED nor FAILED. */
export const verdictWord = (verdict: ScreeningVerdict, rawVerdict: string | null) =>
  verdict === 'other' && rawVerdict ? humanize(rawVerdict) : verdictWords[verdict]

/** Said wherever a flag came without a reason: Popp documents none. */
export const NO_REASON = 'Popp gave no reason'
export const NO_NAME = 'Name not sent'

/** A score has no documented scale: shown as it is. */
export const scoreWords = (score: number | null) =>
  score === null ? 'Not scored' : `Score ${new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(score)}`

/** "CALENDAR_MEETING_SCHEDULED" → "Calendar meeting scheduled". Text without an underscore or in mixed case stays. */
export function humanize(code: string): string {
  if (code !== code.toUpperCase()) return code
  const words = code.toLowerCase().replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
