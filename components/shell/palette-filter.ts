import { defaultFilter } from 'cmdk'

const FOUND = 'candidate:'
/** Below every command that fits: typing "claim" must not end at a candidate of that name. */
const FOUND_SCORE = 0.000_1

/** The id of a candidate's line: the server found it, by more than what is shown of it. */
export const foundId = (recordKey: string) => `${FOUND}${recordKey}`

/** How well a line fits: commands by their words, candidates always. */
export const paletteScore = (id: string, search: string, words: string[] = []): number =>
  id.startsWith(FOUND) ? FOUND_SCORE : (defaultFilter?.(words.join(' '), search) ?? 0)
