'use client'
import { type ActionId, keyCap, keyMapOf } from '@/lib/members/key-actions'
import type { Hotkey } from '../ui/hotkey-registry'
import { type HotkeyOptions, useHotkeys } from '../ui/use-hotkeys'
import { usePreferences } from './use-preferences'

export type ActionBindings = Partial<Record<ActionId, Hotkey>>

/**
 * Binds actions to the member's own keys: `useActionKeys({ claim, next: { run, repeat: true } })`. An action of
 * `undefined` is not there. Keys that nobody may change (Enter, Esc, digits) are bound by `useHotkeys`.
 */
export function useActionKeys(actions: ActionBindings, options?: HotkeyOptions): void {
  const keys = keyMapOf(usePreferences().keys)
  const bound = Object.entries(actions).map(([id, run]) => [keys[id as ActionId], run])
  useHotkeys(Object.fromEntries(bound), options)
}

/** What to print on the button of an action: the member's key; undefined when shortcuts are off. */
export function useShortcutHint(id: ActionId): string | undefined {
  const { keys, shortcuts } = usePreferences()
  return shortcuts ? keyCap(keyMapOf(keys)[id]) : undefined
}

/** The same for a key that is always the same: `useFixedHint('Enter')`. */
export function useFixedHint(key: string): string | undefined {
  return usePreferences().shortcuts ? key : undefined
}
