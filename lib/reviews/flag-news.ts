import type { Flag } from '@/lib/conversations/domain-flags'
import type { ReplacedFlag } from '@/lib/conversations/domain-recovered-flag'

interface Told {
  flags: readonly Flag[]
  replacedFlags: readonly ReplacedFlag[]
  /** Ids of the events that were never applied before. */
  news: readonly string[]
}

/** What of a record's flags its item does not know. */
export interface FlagNews {
  /** Flags that nobody knew of. */
  added: Flag[]
  /** Flags that take the place of recovered ones, each of one: Popp's own word for what was known. */
  replacing: Flag[]
  /** Keys of the flags that the item has counted and that are none any more. */
  replaced: string[]
  /** Flags that the item has counted and that stay. */
  kept: Flag[]
  /** Whether something happened that nobody knew of. */
  hasNews: boolean
}

/** `known`: keys of the flags that the item has counted. Two originals for one recovered flag are one more than was known. */
export function flagNews({ flags, replacedFlags, news }: Told, known: ReadonlySet<string>): FlagNews {
  const fresh = new Set(flags.map(({ key }) => key).filter((key) => !known.has(key)))
  const gone = replacedFlags.filter(({ key }) => known.has(key))
  const replacing = new Set<string>()
  for (const { by } of gone) {
    const original = by.find((key) => fresh.has(key) && !replacing.has(key))
    if (original) replacing.add(original)
  }
  const isNoNews = new Set([...replacing, ...replacedFlags.map(({ key }) => key)])
  return {
    added: flags.filter(({ key }) => fresh.has(key) && !replacing.has(key)),
    replacing: flags.filter(({ key }) => replacing.has(key)),
    replaced: gone.map(({ key }) => key),
    kept: flags.filter(({ key }) => known.has(key)),
    hasNews: news.some((id) => !isNoNews.has(id)),
  }
}
