import type { Present } from '@/lib/presence/schema'
import { plainDirection } from '../ui/pretty-json'

/** As many as are named; the others are counted. */
export const NAMED_MAX = 2

const sentence = ({ name, typing }: Present) => `${plainDirection(name)} is ${typing ? 'typing…' : 'viewing'}`

/** "Ben Okoye is viewing", "Cleo is typing…", "3 more". */
export function presenceWords(present: readonly Present[]): string[] {
  const more = present.length - NAMED_MAX
  return [...present.slice(0, NAMED_MAX).map(sentence), ...(more > 0 ? [`${more} more`] : [])]
}
