'use client'
import { Ellipsis } from 'lucide-react'
import { useRef } from 'react'
import { keyCap } from '@/lib/members/key-actions'
import { useKeyMap } from '../shell/use-action-keys'
import { useOnline } from '../shell/use-online'
import { usePreferences } from '../shell/use-preferences'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu'
import { IconButton } from '../ui/icon-button'
import { OFFLINE_WORDS } from './command-button'
import type { ItemActions } from './item-actions'
import { secondaryCommands } from './item-commands'
import type { Lease } from './lease'

type MoreMenuProps = { itemId: string; lease: Lease; actions: ItemActions }

/** Everything that can be done to the item beside its primary action, with its keys: also what stands beside as a button. */
export function MoreMenu({ itemId, lease, actions }: MoreMenuProps) {
  const keys = useKeyMap()
  const { shortcuts } = usePreferences()
  const online = useOnline()
  const chosen = useRef<() => void>(undefined)
  const commands = secondaryCommands(lease)
  if (commands.length === 0) return null
  // What was chosen may open a menu or a dialog of its own: this one must have given the focus back before.
  const onCloseAutoFocus = (event: Event) => {
    if (!chosen.current) return
    event.preventDefault()
    chosen.current()
    chosen.current = undefined
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton label="More actions" icon={<Ellipsis aria-hidden />} />
      </DropdownMenuTrigger>
      <DropdownMenuContent onCloseAutoFocus={onCloseAutoFocus} className="w-60">
        {!online && <DropdownMenuLabel>{OFFLINE_WORDS}</DropdownMenuLabel>}
        {commands.map(({ id, label, icon: Icon, action, run }) => (
          <DropdownMenuItem
            key={id}
            disabled={!online}
            shortcut={action && shortcuts ? keyCap(keys[action]) : undefined}
            onSelect={() => {
              chosen.current = () => run(actions, itemId)
            }}
          >
            <Icon aria-hidden />
            {label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
