interface KeyAction {
  /** Until a member chooses another: one key, in lower case. */
  key: string
  what: string
}

/**
 * Everything that one key does and that a member may put on another key. Screens bind by these names (`useActionKeys`) and
 * print the member's own key (`useShortcutHint`). Two-key sequences, Enter, Esc, digits, ? and Ctrl/⌘ K stay as they are.
 */
export const keyActions = {
  next: { key: 'j', what: 'Next item' },
  previous: { key: 'k', what: 'Previous item' },
  select: { key: 'x', what: 'Select' },
  search: { key: '/', what: 'Search' },
  'claim-next': { key: 'n', what: 'Claim next' },
  claim: { key: 'c', what: 'Claim, or extend my claim' },
  resolve: { key: 'r', what: 'Resolve' },
  reply: { key: 'a', what: 'Answer the candidate' },
  skip: { key: 's', what: 'Skip' },
  snooze: { key: 'h', what: 'Snooze' },
  note: { key: 'e', what: 'Write a note' },
  macros: { key: 'm', what: 'Macros' },
  'hand-over': { key: 'o', what: 'Hand over' },
  hold: { key: 'p', what: 'Hold longer' },
  release: { key: 'l', what: 'Release' },
  undo: { key: 'z', what: 'Undo' },
  mine: { key: 'i', what: 'Mine, and back' },
} as const satisfies Record<string, KeyAction>

export type ActionId = keyof typeof keyActions
export const actionIds = Object.keys(keyActions) as ActionId[]

/** Only what a member has put on another key. */
export type RemappedKeys = Partial<Record<ActionId, string>>
export type KeyMap = Record<ActionId, string>

export const isActionId = (text: string): text is ActionId => Object.hasOwn(keyActions, text)

/** One letter or sign that has no fixed meaning: G begins "G then …", digits choose outcomes, ? shows the keys. */
export const mayBeKey = (text: string) => /^(?![?g])[\p{L}\p{P}\p{S}]$/u.test(text) && text === text.toLowerCase()

/**
 * The key of every action. Never two on one key, whatever was stored: stored keys that meet another's do not count
 * (defaults differ from each other, so this comes to an end).
 */
export function keyMapOf(remapped: RemappedKeys): KeyMap {
  const chosen = actionIds.filter((id) => mayBeKey(remapped[id] ?? ''))
  const keys = Object.fromEntries(
    actionIds.map((id) => [id, chosen.includes(id) ? remapped[id] : keyActions[id].key]),
  ) as KeyMap
  const alone = chosen.filter((id) => takenBy(keys, id, keys[id]) === null)
  if (alone.length === chosen.length) return keys
  return keyMapOf(Object.fromEntries(alone.map((id) => [id, keys[id]])))
}

/** The action that has this key already; null = the key is free for `id`. */
export const takenBy = (keys: KeyMap, id: ActionId, key: string): ActionId | null =>
  actionIds.find((other) => other !== id && keys[other] === key) ?? null

/** As printed on a key cap. */
export const keyCap = (key: string) => (key.toUpperCase().length === key.length ? key.toUpperCase() : key)
