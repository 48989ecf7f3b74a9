'use client'
import { useIsMutating } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type CommandKind, commandKey } from '@/lib/reviews/client-run'
import { cn } from '../ui/cn'
import { CommandButton } from './command-button'
import type { ItemActions } from './item-actions'
import { isPossible } from './item-gate'
import type { Lease } from './lease'
import { MoreMenu } from './more-menu'

type ClaimActionsProps = { itemId: string; lease: Lease; actions: ItemActions; resolving: boolean }

/** The primary action stands always at the end; beside it what there is room for, and the rest in a menu. */
export function ClaimActions({ itemId, lease, actions, resolving }: ClaimActionsProps) {
  const ending = lease.kind === 'mine' && lease.ending
  return (
    <>
      {ending ? (
        <CommandButton action="claim" onClick={() => void actions.extend(itemId)}>
          Extend
        </CommandButton>
      ) : (
        <Beside itemId={itemId} lease={lease} actions={actions} />
      )}
      <MoreMenu itemId={itemId} lease={lease} actions={actions} />
      {!resolving && (lease.kind === 'free' || lease.kind === 'snoozed') && (
        <CommandButton action="resolve" onClick={() => actions.startResolving(itemId)}>
          Resolve
        </CommandButton>
      )}
      <Primary itemId={itemId} lease={lease} actions={actions} resolving={resolving} />
    </>
  )
}

/** Shown as buttons where the bar is wide enough; they stand in the menu too. */
function Beside({ itemId, lease, actions }: Omit<ClaimActionsProps, 'resolving'>) {
  const offered = (wish: Parameters<typeof isPossible>[0], button: ReactNode) => isPossible(wish, lease) && button
  return (
    <>
      {offered(
        'release',
        <CommandButton
          action="release"
          className="hidden @4xl:inline-flex"
          onClick={() => void actions.release(itemId)}
        >
          Release
        </CommandButton>,
      )}
      {offered(
        'hand-over',
        <CommandButton
          action="hand-over"
          className="hidden @3xl:inline-flex"
          onClick={() => actions.ask(itemId, 'hand-over')}
        >
          Hand over
        </CommandButton>,
      )}
      {offered(
        'snooze',
        <CommandButton action="snooze" className="hidden @xl:inline-flex" onClick={() => actions.ask(itemId, 'snooze')}>
          Snooze
        </CommandButton>,
      )}
      {offered(
        'skip',
        <CommandButton action="skip" className="hidden @xl:inline-flex" onClick={() => void actions.skip(itemId)}>
          Skip
        </CommandButton>,
      )}
    </>
  )
}

function Primary({ itemId, lease, actions, resolving }: ClaimActionsProps) {
  const busy = (kind: CommandKind) => ({ mutationKey: [...commandKey(itemId), kind] })
  const claiming = useIsMutating(busy('claim')) > 0
  const reopening = useIsMutating(busy('reopen')) > 0
  switch (lease.kind) {
    case 'resolved':
      return (
        <CommandButton action="resolve" onClick={() => actions.ask(itemId, 'reopen')} busy={reopening}>
          Re-open
        </CommandButton>
      )
    case 'others':
      return (
        <CommandButton disabled title={`Held by ${lease.holder.name}`}>
          Claim
        </CommandButton>
      )
    case 'free':
    case 'snoozed':
      return (
        <CommandButton action="claim" variant="primary" onClick={() => void actions.claim(itemId)} busy={claiming}>
          Claim
        </CommandButton>
      )
    case 'mine':
      // While the panel has it, its place stays: nothing beside it moves.
      return (
        <CommandButton
          action="resolve"
          variant="primary"
          className={cn(resolving && 'invisible')}
          onClick={() => actions.startResolving(itemId)}
        >
          Resolve
        </CommandButton>
      )
  }
}
