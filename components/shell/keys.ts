import { type ActionId, type KeyMap, keyActions, keyCap, keyMapOf } from '@/lib/members/key-actions'
import type { Hotkey, HotkeyBindings } from '../ui/hotkey-registry'

/** One line of the keyboard sheet. `keys` are pressed one after the other. */
export type KeyLine = { keys: string[]; what: string }
export type KeyGroup = { title: string; lines: KeyLine[] }

/** An action stands for its own line: the member's key and the action's words. */
type TableLine = ActionId | KeyLine
type TableGroup = { title: string; lines: readonly TableLine[] }

const GO_TO = 'Go to'

/** Every key that exists, by the place where it works. The sheet, the editor and the palette are drawn from it. */
export const KEY_TABLE: readonly TableGroup[] = [
  {
    title: 'Lists',
    lines: [
      'next',
      'previous',
      { keys: ['Enter'], what: 'Open item' },
      { keys: ['Esc'], what: 'Back to the list' },
      'select',
      { keys: ['Shift'], what: 'With next, previous or select: a range' },
      { keys: ['Shift A'], what: 'Select all that is loaded, then all that match' },
      'mine',
      'search',
    ],
  },
  {
    title: 'Review item',
    lines: [
      'claim-next',
      'claim',
      'resolve',
      { keys: ['1–6'], what: 'Outcome, while resolving' },
      'reply',
      'skip',
      'snooze',
      'note',
      'macros',
      'hand-over',
      'hold',
      'release',
      'undo',
      { keys: ['Ctrl/⌘ Enter'], what: 'Send what I typed' },
    ],
  },
  {
    title: GO_TO,
    lines: [
      { keys: ['G', 'I'], what: 'Inbox' },
      { keys: ['G', 'C'], what: 'Conversations' },
      { keys: ['G', 'D'], what: 'Deliveries' },
      { keys: ['G', 'S'], what: 'Settings' },
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

export const isAction = (line: TableLine): line is ActionId => typeof line === 'string'

/** The table on the member's own keys, without the screens that this member does not have. */
export function keysFor(goKeys: readonly string[], keyMap: KeyMap = keyMapOf({})): KeyGroup[] {
  const drawn = ({ title, lines }: TableGroup) => ({
    title,
    lines: lines.map((line) => (isAction(line) ? { keys: [keyCap(keyMap[line])], what: keyActions[line].what } : line)),
  })
  const isThere = ({ keys }: KeyLine) => goKeys.includes(keys[1]?.toLowerCase() ?? '')
  return KEY_TABLE.map(drawn)
    .map((group) => (group.title === GO_TO ? { ...group, lines: group.lines.filter(isThere) } : group))
    .filter((group) => group.lines.length > 0)
}

export type ActionBindings = Partial<Record<ActionId, Hotkey>>

/** Actions on the member's keys, as `useHotkeys` takes them. */
export const bindingsOf = (keyMap: KeyMap, actions: ActionBindings): HotkeyBindings =>
  Object.fromEntries(Object.entries(actions).map(([id, run]) => [keyMap[id as ActionId], run]))
