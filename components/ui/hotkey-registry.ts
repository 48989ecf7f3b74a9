import { areHotkeysOn } from './hotkey-preference'
import { controlWants, isDialogOpen, isTyping } from './hotkey-target'
import { type Pending, stepHotkeys } from './hotkeys'

export type HotkeyHandler = (event: KeyboardEvent) => void
/** `repeat` handlers also run while the key is held down: for moving, never for deciding. */
export type Hotkey = HotkeyHandler | { run: HotkeyHandler; repeat: boolean }
export type HotkeyBindings = Record<string, Hotkey | undefined>

export type Registration = { bindings: () => HotkeyBindings; inDialog: boolean }

// One listener and one pending key for the page: were there several, "G C" would go to Conversations *and* claim.
const registrations: Registration[] = []
let pending: Pending

export function registerHotkeys(registration: Registration): () => void {
  if (registrations.length === 0) document.addEventListener('keydown', onKeyDown)
  registrations.push(registration)
  return () => {
    registrations.splice(registrations.indexOf(registration), 1)
    if (registrations.length === 0) document.removeEventListener('keydown', onKeyDown)
  }
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || isTyping(event.target) || controlWants(event.key, event.target) || !areHotkeysOn()) {
    pending = undefined
    return
  }
  const active = activeBindings(isDialogOpen())
  const step = stepHotkeys(pending, event, new Set(active.keys()), Date.now())
  pending = step.pending
  if (step.swallow) event.preventDefault()
  const hotkey = step.hit === undefined ? undefined : active.get(step.hit)
  if (!hotkey) return
  if (typeof hotkey === 'function') {
    if (!event.repeat) hotkey(event)
  } else if (hotkey.repeat || !event.repeat) hotkey.run(event)
}

/** What opened last wins: a panel's keys come before those of the page under it. */
function activeBindings(dialogOpen: boolean): Map<string, Hotkey> {
  const active = new Map<string, Hotkey>()
  for (const registration of registrations) {
    if (dialogOpen && !registration.inDialog) continue
    for (const [key, hotkey] of Object.entries(registration.bindings())) {
      if (hotkey) active.set(key.toLowerCase(), hotkey)
    }
  }
  return active
}
