/** What is searched for, percent-encoded: it may be personal, and addresses end up in logs (docs/decisions/0007). */
export const SEARCH_HEADER = 'x-search'

/** The header's text. Null = there is none; undefined = it is not percent-encoded text. */
export function readSearchHeader(header: string | null): string | null | undefined {
  if (header === null) return null
  try {
    return decodeURIComponent(header)
  } catch {
    return undefined
  }
}
