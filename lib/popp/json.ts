/** JSON of unknown shape, read so that nothing in it can throw, recurse or reach a prototype. */
export type JsonObject = { readonly [key: string]: unknown }

/** Invalid bytes become U+FFFD and a byte order mark is dropped: the raw bytes are kept elsewhere in any case. */
const decoder = new TextDecoder('utf-8')

/** Parses UTF-8 JSON of any depth. `detail` never quotes the body: it may hold personal data. */
export function parseJson(bytes: Uint8Array): { ok: true; value: unknown } | { ok: false; detail: string } {
  const text = decoder.decode(bytes)
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { ok: false, detail: explain(text, error.message) }
  }
}

function explain(text: string, message: string): string {
  if (text.trim() === '') return 'The body is empty.'
  if (/end of JSON|Unterminated/.test(message)) return 'The JSON ends too early.'
  const position = /at position (\d+)/.exec(message)?.[1]
  return position ? `The body is not JSON: see character ${position}.` : 'The body is not JSON.'
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A property of the object itself, never an inherited one. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/**
 * An id as text. Ids are opaque strings; a number is tolerated while it is exact, because two long ids that round to
 * the same number would mix two people's conversations. Blank, not exact and everything else: null.
 */
export function readId(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value
  if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value)
  return null
}
