import { roleWords } from '@/lib/members/schema'
import type { ReviewItem } from '@/lib/reviews/schema'
import { NO_NAME } from '../conversation/words'
import { plainDirection } from '../ui/pretty-json'

type Clock = (iso: string) => string

/**
 * What happened to an item between the moment the reader acted on it and the server's answer, in sentences; empty when
 * nothing that she can see has changed.
 */
export function whatChanged(seen: ReviewItem, now: ReviewItem, clock: Clock): string[] {
  const found = [flagWords, holderWords, snoozeWords, preferredWords, conversationWords].map((words) =>
    words(seen, now, clock),
  )
  return found.filter((words) => words !== null)
}

type Words = (seen: ReviewItem, now: ReviewItem, clock: Clock) => string | null

const flagWords: Words = (seen, now) => {
  if (now.flagCount <= seen.flagCount) return null
  return now.flagReason ? `Popp flagged it again: “${plainDirection(now.flagReason)}”.` : 'Popp flagged it again.'
}

const holderWords: Words = (seen, now, clock) => {
  if (now.holder?.memberId !== seen.holder?.memberId)
    return now.holder ? `${plainDirection(now.holder.name)} claimed it.` : 'Nobody holds it any more.'
  const { holder } = now
  return holder && holder.until !== seen.holder?.until ? `The claim now ends at ${clock(holder.until)}.` : null
}

const snoozeWords: Words = (seen, now, clock) => {
  if (now.snooze?.until === seen.snooze?.until) return null
  return now.snooze
    ? `${plainDirection(now.snooze.byName)} snoozed it until ${clock(now.snooze.until)}.`
    : 'It is awake again.'
}

const preferredWords: Words = ({ preferred: before }, { preferred }) => {
  if (!preferred || (preferred.memberId === before?.memberId && preferred.role === before.role)) return null
  const to = preferred.role ? `somebody else (${roleWords[preferred.role]})` : plainDirection(preferred.name ?? NO_NAME)
  return `It was handed over to ${to}.`
}

const conversationWords: Words = (seen, now) => {
  if (now.optedOut && !seen.optedOut) return 'The candidate opted out.'
  return now.ended && !seen.ended ? 'The conversation has ended.' : null
}
