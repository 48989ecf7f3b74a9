'use client'
import type { ActionId } from '@/lib/members/key-actions'
import { Kbd } from '../ui/kbd'
import { useShortcutHint } from './use-action-keys'

/** The cap of an action's key; nothing when shortcuts are off. */
export function ActionKbd({ action }: { action: ActionId }) {
  const hint = useShortcutHint(action)
  return hint && <Kbd>{hint}</Kbd>
}
