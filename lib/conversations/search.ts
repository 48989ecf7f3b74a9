import { storableText } from '@/lib/popp/envelope'

/** More words than a name or an id has. Each costs a comparison per row. */
const WORDS_MAX = 8

/**
 * The LIKE patterns that must all match: one for each word, so that "lovelace ada" finds Ada Lovelace. Wildcards in the
 * text stand for themselves. NUL is written as stored names write it: PostgreSQL accepts none, not even in a search.
 */
export const searchPatterns = (text: string): string[] =>
  storableText(text, 200)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, WORDS_MAX)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
