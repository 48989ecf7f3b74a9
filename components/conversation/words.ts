import type { AiOutcome, ConversationStatus, ScreeningOutcome, ScreeningVerdict } from '@/lib/conversations/schema'
import { capitalized } from '@/lib/platform/words'
import type { ReviewState } from '@/lib/reviews/words'
import { visibleText } from '../ui/pretty-json'

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

/** A status that we have no word for is shown as Popp sent it. */
export const statusWordsOf = ({ status, rawStatus }: { status: ConversationStatus; rawStatus: string | null }) =>
  status === 'unknown' && rawStatus ? humanize(rawStatus) : statusWords[status]

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

/** "4 questions · 3 passed · 1 failed": the parts, which need not add up to the overall outcome. */
export function tallyWords(outcomes: readonly ScreeningOutcome[]): string {
  if (outcomes.length === 0) return ''
  const counted = (['passed', 'failed', 'other'] as const).map((verdict) => {
    const count = outcomes.filter((outcome) => outcome.verdict === verdict).length
    return count > 0 && `${count} ${verdict === 'other' ? 'without a verdict' : verdict}`
  })
  return [outcomes.length === 1 ? '1 question' : `${outcomes.length} questions`, ...counted].filter(Boolean).join(' · ')
}

/** Said wherever a flag came without a reason: Popp documents none. */
export const NO_REASON = 'Popp gave no reason'
export const NO_NAME = 'Name not sent'

const scoreFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** A score has no documented scale: shown as it is. */
export const formatScore = (score: number) => scoreFormat.format(score)

export const scoreWords = (score: number | null) => (score === null ? 'Not scored' : `Score ${formatScore(score)}`)

/** "CALENDAR_MEETING_SCHEDULED" → "Calendar meeting scheduled". Text without an underscore or in mixed case stays. */
export function humanize(code: string): string {
  // Foreign, and by its kind never anything but letters: what would twist it is spelled out, not taken away.
  if (code !== code.toUpperCase() || visibleText(code) !== code) return visibleText(code)
  const words = code.toLowerCase().replaceAll('_', ' ').trim()
  return capitalized(words)
}
