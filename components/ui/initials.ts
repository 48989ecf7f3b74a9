const HUES = 12

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

/** An angle on the colour circle; the same name has the same on every screen and every machine. */
export function avatarHue(name: string): number {
  let hash = 0
  for (const char of name) hash = (hash * 31 + char.codePointAt(0)!) >>> 0
  return (hash % HUES) * (360 / HUES)
}
