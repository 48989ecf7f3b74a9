'use client'
import { useIsMutating } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type CommandKind, commandKey } from '@/lib/reviews/client-run'
import { CommandButton } from './command-button'
import type { ItemActions } from './item-actions'
import { isPossible } from './item-gate'
import type { Lease } from './lease'
import { MoreMenu } from './more-menu'

type ClaimActionsProps = {
  itemId: string
  lease: Lease
  actions: ItemActions
  resolving: boolean
  closeResolving: () => void
}

/** The primary action stands always at the end; beside it what there is room for, and the rest in a menu. */
export function ClaimActions(props: ClaimActionsProps) {
  const { itemId, lease, actions, resolving } = props
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
      <Primary {...props} />
    </>
  )
}

/** Shown as buttons where the bar is wide enough; they stand in the menu too. */
function Beside({ itemId, lease, actions }: Pick<ClaimActionsProps, 'itemId' | 'lease' | 'actions'>) {
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

function Primary({ itemId, lease, actions, resolving, closeResolving }: ClaimActionsProps) {
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
      // It opens the panel and closes it; while that one is open, the first button is there, and this one steps back.
      return (
        <CommandButton
          action="resolve"
          variant={resolving ? 'secondary' : 'primary'}
          aria-expanded={resolving}
          className="aria-expanded:bg-selected"
          onClick={() => (resolving ? closeResolving() : actions.startResolving(itemId))}
        >
          Resolve
        </CommandButton>
      )
  }
}
