import { keyCap, mayBeKey } from '@/lib/members/key-actions'

/** What of a KeyboardEvent decides. */
type Press = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; isComposing: boolean }

export type Captured =
  | { kind: 'key'; key: string }
  | { kind: 'refused'; why: string }
  /** Esc: the key stays as it was. */
  | { kind: 'cancelled' }
  /** A modifier, the browser's own shortcut, or Tab: not for us. */
  | { kind: 'ignored' }

const NOT_OURS = new Set(['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Process', 'Unidentified'])

/** What a key press means while an action waits for its new key. */
export function captureKey(press: Press): Captured {
  if (press.key === 'Escape') return { kind: 'cancelled' }
  if (
    press.ctrlKey ||
    press.metaKey ||
    press.altKey ||
    press.isComposing ||
    NOT_OURS.has(press.key) ||
    /^F\d+$/.test(press.key)
  )
    return { kind: 'ignored' }
  const key = press.key.toLowerCase()
  return mayBeKey(key) ? { kind: 'key', key } : { kind: 'refused', why: whyNot(key) }
}

function whyNot(key: string): string {
  if (key === 'g') return 'G begins “G then …”.'
  if (key === '?') return '? shows all keys.'
  if (/^\p{N}$/u.test(key)) return 'Digits choose outcomes.'
  if (key === 'enter') return 'Enter opens.'
  return key.length === 1 && key.trim() ? `${keyCap(key)} cannot be a shortcut.` : 'A shortcut is one letter or sign.'
}
