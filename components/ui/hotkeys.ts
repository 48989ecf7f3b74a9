/** After the first key of a sequence (G …) the second must follow within this time. */
export const SEQUENCE_MS = 1_500

/** What of a KeyboardEvent decides. */
export type KeyPress = {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  repeat: boolean
  isComposing: boolean
}

/** The first key of a sequence, waiting for the second. */
export type Pending = { key: string; at: number } | undefined

export type Step = { pending: Pending; hit?: string; swallow: boolean }

const NONE: Step = { pending: undefined, swallow: false }

/**
 * One key press: which of `bound` ("j", "enter", "?", "g i", "shift+j") it completes, and what now waits.
 * A press that breaks a sequence does nothing at all: "G" and then a slip to "C" must not claim.
 */
export function stepHotkeys(pending: Pending, press: KeyPress, bound: ReadonlySet<string>, now: number): Step {
  if (isModifierKey(press.key)) return { pending, swallow: false }
  const key = pressedKey(press)
  // Shift with a letter is a key of its own where it is bound, and otherwise nobody's.
  if (!key || (key.startsWith(SHIFT) && !bound.has(key))) return NONE
  if (pending && now - pending.at <= SEQUENCE_MS) {
    if (press.repeat && key === pending.key) return { pending, swallow: true }
    const sequence = `${pending.key} ${key}`
    return bound.has(sequence) ? { pending: undefined, hit: sequence, swallow: true } : { ...NONE, swallow: true }
  }
  const starts = [...bound].some((binding) => binding.startsWith(`${key} `))
  if (starts) return { pending: { key, at: now }, swallow: true }
  return bound.has(key) ? { pending: undefined, hit: key, swallow: true } : NONE
}

function isModifierKey(key: string): boolean {
  return (
    key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta' || key === 'AltGraph' || key === 'CapsLock'
  )
}

const SHIFT = 'shift+'

/**
 * The key in lower case; undefined when Ctrl, Alt or ⌘ is held. Shift is part of typing "?", but "shift+j" is not "j".
 */
function pressedKey(press: KeyPress): string | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return undefined
  const isSymbol = press.key.length === 1 && press.key.toLowerCase() === press.key.toUpperCase() && press.key !== ' '
  const key = press.key.toLowerCase()
  return press.shiftKey && !isSymbol ? SHIFT + key : key
}
