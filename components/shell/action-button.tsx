'use client'
import type { ActionId } from '@/lib/members/key-actions'
import { Button, type ButtonProps } from '../ui/button'
import { useShortcutHint } from './use-action-keys'

type ActionButtonProps = Omit<ButtonProps, 'shortcut'> & {
  /** What it does, by the name under which `useActionKeys` binds it: the member's key is printed on it. */
  action: ActionId
}

export function ActionButton({ action, ...rest }: ActionButtonProps) {
  return <Button {...rest} shortcut={useShortcutHint(action)} />
}
