'use client'
import { type ActionId, actionIds, keyActions } from '@/lib/members/key-actions'
import { useKeyMap } from '../shell/use-action-keys'
import { useChangePreferences } from '../shell/use-preferences'

/** Puts actions on keys, at once. Two actions never share one. */
export function useKeyEditor() {
  const keys = useKeyMap()
  const change = useChangePreferences()
  /** Its usual key is not stored: who never chose follows the defaults. */
  const stored = (id: ActionId, key: string) => (key === keyActions[id].key ? null : key)
  return {
    keys,
    changed: actionIds.some((id) => keys[id] !== keyActions[id].key),
    /** @returns the action that has this key, and nothing was done; else null */
    assign: (id: ActionId, key: string): ActionId | null => {
      const result = change({ keys: { [id]: stored(id, key) } })
      return result.ok ? null : result.by
    },
    swap: (one: ActionId, other: ActionId) =>
      void change({ keys: { [one]: stored(one, keys[other]), [other]: stored(other, keys[one]) } }),
    resetAll: () => void change({ keys: Object.fromEntries(actionIds.map((id) => [id, null])) }),
  }
}
export type KeyEditor = ReturnType<typeof useKeyEditor>
