'use client'
import type { ActionId } from '@/lib/members/key-actions'
import { useShortcutHint } from '../shell/use-action-keys'
import { useOnline } from '../shell/use-online'
import { Button, type ButtonProps } from '../ui/button'
import { cn } from '../ui/cn'

type CommandButtonProps = Omit<ButtonProps, 'shortcut'> & {
  /** Whose key is printed on it; without one, none. */
  action?: ActionId
}

export const OFFLINE_WORDS = 'You are offline: nothing can be saved now.'

/** A button that sends something: offline it rests and says so, and keeps the focus for when the network is back. */
export function CommandButton({ action, onClick, title, className, ...rest }: CommandButtonProps) {
  const online = useOnline()
  const hint = useShortcutHint(action ?? 'claim')
  return (
    <Button
      {...rest}
      shortcut={action && hint}
      onClick={online ? onClick : undefined}
      aria-disabled={online ? undefined : true}
      title={online ? title : OFFLINE_WORDS}
      className={cn('aria-disabled:opacity-50', className)}
    />
  )
}
