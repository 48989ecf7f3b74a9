/** One line of the keyboard sheet. `keys` are pressed one after the other; `/` inside a cap means "or". */
export type KeyLine = { keys: string[]; what: string }
export type KeyGroup = { title: string; lines: KeyLine[] }

const GO_TO = 'Go to'

/** All keys that exist. A screen binds them with `useHotkeys`; this table is what `?` shows. */
export const KEYS: KeyGroup[] = [
  {
    title: 'Lists',
    lines: [
      { keys: ['J'], what: 'Next item' },
      { keys: ['K'], what: 'Previous item' },
      { keys: ['Enter'], what: 'Open item' },
      { keys: ['Esc'], what: 'Back to the list' },
      { keys: ['/'], what: 'Search' },
    ],
  },
  {
    title: 'Review item',
    lines: [
      { keys: ['C'], what: 'Claim, or extend my claim' },
      { keys: ['N'], what: 'Claim next' },
      { keys: ['R', '1–6'], what: 'Resolve with outcome' },
      { keys: ['E'], what: 'Write a note' },
      { keys: ['L'], what: 'Release' },
      { keys: ['Ctrl/⌘ Enter'], what: 'Send what I typed' },
    ],
  },
  {
    title: GO_TO,
    lines: [
      { keys: ['G', 'I'], what: 'Inbox' },
      { keys: ['G', 'C'], what: 'Conversations' },
      { keys: ['G', 'D'], what: 'Deliveries' },
    ],
  },
  {
    title: 'Everywhere',
    lines: [
      { keys: ['?'], what: 'This list' },
      { keys: ['Ctrl/⌘ K'], what: 'Commands' },
    ],
  },
]

/** The table without the screens that this member does not have. */
export function keysFor(goKeys: readonly string[]): KeyGroup[] {
  return KEYS.map((group) =>
    group.title === GO_TO
      ? { ...group, lines: group.lines.filter((line) => goKeys.includes(line.keys[1]?.toLowerCase() ?? '')) }
      : group,
  ).filter((group) => group.lines.length > 0)
}
