import { storableText } from './envelope'
import type { PoppOutcome } from './event'
import { isObject, type JsonObject } from './json'
import { OUTCOMES_MAX, QUESTION_MAX, STATUS_MAX, SUMMARY_MAX } from './limits'
import { kindOfValue, MentionReader, text } from './mention'
import { verdictOf } from './words'

const FIELD = 'data.screeningQuestionsOutcome'

/** Reads the screening questions; entries that say nothing are dropped, null and a wrong type are no mention. */
export function readOutcomes(value: unknown, warnings: string[]): PoppOutcome[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) {
    warnings.push(`${FIELD}: expected a list, got ${kindOfValue(value)}`)
    return undefined
  }
  if (value.length > OUTCOMES_MAX) warnings.push(`${FIELD}: the first ${OUTCOMES_MAX} of ${value.length} are kept`)
  const entries = value.slice(0, OUTCOMES_MAX)
  const outcomes = entries
    .map((entry) => (isObject(entry) ? readOutcome(entry) : null))
    .filter((outcome) => outcome !== null)
  const dropped = entries.length - outcomes.length
  if (dropped > 0) warnings.push(`${FIELD}: ${dropped} entries without a question, outcome or summary were dropped`)
  return outcomes
}

function readOutcome(entry: JsonObject): PoppOutcome | null {
  const reader = new MentionReader(entry)
  const question = reader.one('screeningQuestion', text, 'a text')
  const rawVerdict = reader.one('questionOutcome', text, 'a text')
  const summary = reader.one('responseSummary', text, 'a text')
  if (!question && !rawVerdict && !summary) return null
  return {
    question: storableText(question ?? '', QUESTION_MAX),
    verdict: rawVerdict ? verdictOf(rawVerdict) : 'other',
    rawVerdict: rawVerdict ? storableText(rawVerdict, STATUS_MAX) : null,
    summary: summary ? storableText(summary, SUMMARY_MAX) : null,
  }
}
