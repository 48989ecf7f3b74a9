/** Words that stand within a sentence elsewhere, as its beginning. */
export const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
