import { beginsAt, type Known } from './known'

export type Page = { ok: true; entries: Known[]; nextToken: string | null } | { ok: false; parameter: string }

const DEFAULT_LIMIT = 25
const MAX_LIMIT = 100

/** A page of a list that is sorted newest first. The token names the last entry, so that newcomers shift nothing. */
export function pageOf(all: Known[], query: URLSearchParams): Page {
  const limit = query.has('limit') ? Number(query.get('limit')) : DEFAULT_LIMIT
  if (!Number.isInteger(limit) || limit < 1) return { ok: false, parameter: 'limit' }
  const token = query.get('nextToken')
  const after = token ? readToken(token) : null
  if (token && !after) return { ok: false, parameter: 'nextToken' }
  const rest = after ? all.filter((known) => isAfter(known, after)) : all
  const entries = rest.slice(0, Math.min(limit, MAX_LIMIT))
  const last = entries.at(-1)
  return { ok: true, entries, nextToken: last && rest.length > entries.length ? tokenOf(last) : null }
}

type Position = [begins: number, recordId: string]

const isAfter = (known: Known, [begins, recordId]: Position): boolean =>
  beginsAt(known) < begins || (beginsAt(known) === begins && known.story.recordId > recordId)

const tokenOf = (known: Known): string =>
  Buffer.from(JSON.stringify([beginsAt(known), known.story.recordId])).toString('base64url')

function readToken(token: string): Position | null {
  try {
    const [begins, recordId] = JSON.parse(Buffer.from(token, 'base64url').toString()) as Position
    return typeof begins === 'number' && typeof recordId === 'string' ? [begins, recordId] : null
  } catch {
    return null
  }
}
