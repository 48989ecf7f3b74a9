'use client'
import { type ActionId, type KeyMap, keyCap, keyMapOf } from '@/lib/members/key-actions'
import { type HotkeyOptions, useHotkeys } from '../ui/use-hotkeys'
import { type ActionBindings, bindingsOf } from './keys'
import { usePreferences } from './use-preferences'

/** Which key each action is on, for this member. */
export const useKeyMap = (): KeyMap => keyMapOf(usePreferences().keys)

/**
 * Binds actions to the member's own keys: `useActionKeys({ claim, next: { run, repeat: true } })`. An action of
 * `undefined` is not there. Keys that nobody may change (Enter, Esc, digits) are bound by `useHotkeys`.
 */
export const useActionKeys = (actions: ActionBindings, options?: HotkeyOptions): void =>
  useHotkeys(bindingsOf(useKeyMap(), actions), options)

/** What to print on the button of an action: the member's key; undefined when shortcuts are off. */
export function useShortcutHint(id: ActionId): string | undefined {
  const { keys, shortcuts } = usePreferences()
  return shortcuts ? keyCap(keyMapOf(keys)[id]) : undefined
}
