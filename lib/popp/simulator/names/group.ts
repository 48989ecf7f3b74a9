export interface NameGroup {
  language: string
  /** How often, compared with the other groups. */
  weight: number
  given: string[]
  family: string[]
}

/** Names are kept as comma-separated lines: one name per line would be a thousand lines. */
export function names(line: string): string[] {
  return line.split(',').map((name) => name.trim())
}
