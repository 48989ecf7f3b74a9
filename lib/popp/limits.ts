import { storableText } from './envelope'
import type { Mention } from './event'

/**
 * How much of Popp's texts is kept in columns, in code points. The raw bytes are kept whole beside them.
 * What is indexed stays below PostgreSQL's 2,704 bytes per index row, even at 4 bytes a code point.
 */
export const TYPE_MAX = 200
export const ID_MAX = 500
export const STATUS_MAX = 200
export const NAME_MAX = 300
export const URL_MAX = 2_000
export const QUESTION_MAX = 2_000
export const SUMMARY_MAX = 10_000
export const REASON_MAX = 4_000

/** Screening questions kept per event. */
export const OUTCOMES_MAX = 200

/** What can be stored of a mentioned text. */
export const limited = (value: Mention<string>, maxLength: number): Mention<string> =>
  typeof value === 'string' ? storableText(value, maxLength) : value
