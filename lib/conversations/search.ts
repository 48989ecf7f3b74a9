import { storableText } from '@/lib/popp/envelope'

/** More words than a name or an id has. Each costs a comparison per row. */
const WORDS_MAX = 8

/**
 * Letters that a plain one finds, because keyboards differ: "nunez" finds Núñez. What is typed with its accent is meant.
 * No more of them: with longer classes PostgreSQL gives up the trigram index (measured: 0.5 ms become 104 ms).
 */
const FOUND_BY_PLAIN = Object.fromEntries(
  ['aáàâäãå', 'cçćč', 'eéèêëę', 'iíìîï', 'lł', 'nñń', 'oóòôöõø', 'sśšş', 'uúùûü', 'yýÿ', 'zźżž'].map((letters) => [
    letters[0],
    `[${letters}]`,
  ]),
)

/**
 * The regular expressions, without regard to case, that must all match: one for each word, so that "lovelace ada" finds
 * Ada Lovelace. What is special in them stands for itself. NUL is written as stored names write it: PostgreSQL accepts
 * none, not even in a search.
 */
export const searchPatterns = (text: string): string[] =>
  storableText(text, 200)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, WORDS_MAX)
    .map((word) => word.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&').replace(/[a-z]/gi, withAccents))

const withAccents = (letter: string) => FOUND_BY_PLAIN[letter.toLowerCase()] ?? letter
