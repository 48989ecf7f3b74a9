/** Deeper structures stay on this indent, or a body of 10,000 brackets would be a mile wide. */
const MAX_INDENT = 24

/**
 * Re-indents JSON text by its brackets and commas alone, without parsing: numbers like 1e400, duplicate keys, odd
 * escapes and broken JSON stay exactly as they were sent. Only whitespace outside strings changes.
 */
export function prettyJson(text: string): string {
  const out: string[] = []
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (char === '"') {
      const end = endOfString(text, at)
      out.push(text.slice(at, end))
      at = end - 1
    } else if (isSpace(char)) continue
    else if (char === '{' || char === '[') {
      const next = nextVisible(text, at + 1)
      if (text[next] === (char === '{' ? '}' : ']')) {
        out.push(char, text[next]!)
        at = next
      } else out.push(char, newLine(++depth))
    } else if (char === '}' || char === ']') {
      depth = Math.max(0, depth - 1)
      out.push(newLine(depth), char)
    } else if (char === ',') out.push(char, newLine(depth))
    else if (char === ':') out.push(': ')
    else out.push(char)
  }
  return out.join('')
}

// C0 and C1 controls except tab and newline; zero-width space; line and paragraph separators; direction marks and
// overrides; byte order mark; lone surrogates.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const HIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Cs}]/gu

/**
 * Spells out what a screen would hide or twist: control characters, lone surrogates, and the marks that reverse the
 * direction of text.
 */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Marks that stay in force over what follows them: embeddings, overrides and isolates. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g

/**
 * Names and sentences for display: the direction comes from their letters (`dir="auto"`), and no control of theirs
 * reverses it. The marks U+200E/F stay: real Arabic and Hebrew has them, and they reverse nothing.
 */
export const plainDirection = (text: string): string => text.replace(DIRECTION_CONTROLS, '')

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

function nextVisible(text: string, from: number): number {
  let at = from
  while (at < text.length && isSpace(text[at]!)) at++
  return at
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t'
}

function newLine(depth: number): string {
  return `\n${'  '.repeat(Math.min(depth, MAX_INDENT))}`
}
