import { isObject, own, readId } from '../json'

/** One page of a list; `unusable` counts entries that could not be read. */
export interface PoppPage<T> {
  rows: T[]
  /** Null = there is no further page. */
  nextToken: string | null
  unusable: number
}

/** Popp's own tokens, handed back as they came; nothing plausible is longer. */
const TOKEN_MAX = 8_000

/**
 * `{ data: [], nextToken }`; undefined when it is no list, or when its further page has a token that can be neither stored
 * nor asked for: a list must not look complete that is cut.
 */
export function readPage<T>(json: unknown, read: (entry: unknown) => T | null): PoppPage<T> | undefined {
  const data = isObject(json) ? own(json, 'data') : undefined
  if (!isObject(json) || !Array.isArray(data)) return undefined
  const nextToken = readId(own(json, 'nextToken'))
  if (nextToken !== null && !isToken(nextToken)) return undefined
  const rows = data.map(read).filter((row) => row !== null)
  return { rows, nextToken, unusable: data.length - rows.length }
}

const isToken = (text: string) => text.length <= TOKEN_MAX && text.isWellFormed() && !text.includes('\0')
