// Verdict colours are not lent to people: a face in red would read as a failure.
const TINTS = [
  'bg-accent-soft text-accent-text',
  'bg-neutral-soft text-neutral',
  'bg-human-soft text-human',
  'bg-selected text-text',
] as const

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

function firstGrapheme(word: string): string {
  return segmenter.segment(word)[Symbol.iterator]().next().value?.segment ?? ''
}

/** One or two graphemes: first and last word. A name of nothing but spaces gives "?". */
export function initialsOf(name: string): string {
  const words = name.slice(0, 200).match(/[\p{L}\p{N}]\S*/gu) ?? []
  const first = words[0]
  if (!first) return '?'
  const last = words.length > 1 ? words[words.length - 1]! : ''
  return (firstGrapheme(first) + firstGrapheme(last)).toLocaleUpperCase('en')
}

/** The same name has the same tint on every screen and every machine. */
export function avatarTint(name: string): string {
  let hash = 0
  for (const char of name) hash = (hash * 31 + char.codePointAt(0)!) >>> 0
  return TINTS[hash % TINTS.length]!
}
