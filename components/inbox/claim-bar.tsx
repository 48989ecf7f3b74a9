'use client'
import { useIsMutating } from '@tanstack/react-query'
import { useState } from 'react'
import { commandKey } from '@/lib/reviews/client-commands'
import type { ReviewItem } from '@/lib/reviews/schema'
import { ActionButton } from '../shell/action-button'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import type { ItemActions } from './item-actions'
import { ItemStanding } from './item-standing'
import { type Lease, type LeaseMemory, rememberLease } from './lease'

type ClaimBarProps = {
  item: ReviewItem
  memberId: string
  lease: Lease
  /** On the database's clock. */
  now: number
  /** Null when the member's role reads only. */
  actions: ItemActions | null
  resolving: boolean
}

/** Who may act, until when, and what can be done about it now. */
export function ClaimBar({ item, memberId, lease, now, actions, resolving }: ClaimBarProps) {
  const ranOut = useRanOut(item, lease, now)
  const ending = lease.kind === 'mine' && lease.ending
  return (
    <div
      className={cn(
        'flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 sm:px-6',
        ending && 'bg-review-soft',
      )}
    >
      <div className="min-w-0 flex-1 basis-28">
        <ItemStanding item={item} memberId={memberId} lease={lease} ranOut={ranOut} canAct={actions !== null} />
        {!actions && (
          <p className="text-muted text-xs">You read along: an auditor sees everything and changes nothing.</p>
        )}
      </div>
      {actions && (
        <div className="flex flex-wrap items-center gap-2">
          <Actions item={item} lease={lease} actions={actions} resolving={resolving} />
        </div>
      )}
    </div>
  )
}

type ActionsProps = Omit<ClaimBarProps, 'actions' | 'memberId' | 'now'> & { actions: ItemActions }

function Actions({ item, lease, actions, resolving }: ActionsProps) {
  const busy = (kind: string) => ({ mutationKey: [...commandKey(item.id), kind] })
  const claiming = useIsMutating(busy('claim')) > 0
  const reopening = useIsMutating(busy('reopen')) > 0
  if (lease.kind === 'resolved')
    return (
      <Button onClick={() => void actions.reopen(item.id)} busy={reopening}>
        Re-open
      </Button>
    )
  if (lease.kind === 'others') return <Button disabled>Claim</Button>
  if (lease.kind === 'free')
    return (
      <>
        {!resolving && (
          <ActionButton action="resolve" onClick={() => actions.startResolving(item.id)}>
            Resolve
          </ActionButton>
        )}
        <ActionButton action="claim" variant="primary" onClick={() => void actions.claim(item.id)} busy={claiming}>
          Claim
        </ActionButton>
      </>
    )
  return (
    <>
      {lease.ending && (
        <ActionButton action="claim" onClick={() => void actions.extend(item.id)}>
          Extend
        </ActionButton>
      )}
      <ActionButton action="release" onClick={() => void actions.release(item.id)}>
        Release
      </ActionButton>
      {!resolving && (
        <ActionButton action="resolve" variant="primary" onClick={() => actions.startResolving(item.id)}>
          Resolve
        </ActionButton>
      )}
    </>
  )
}

/** True when my claim on this item ended by itself: what was granted to me is free, and I did not release it. */
function useRanOut(item: ReviewItem, lease: Lease, now: number): boolean {
  const claiming = useIsMutating({ mutationKey: [...commandKey(item.id), 'claim'] }) > 0
  const releasing = useIsMutating({ mutationKey: [...commandKey(item.id), 'release'] }) > 0
  const [last, setLast] = useState<LeaseMemory>({ kind: lease.kind, grantedUntil: null, ranOut: false })
  const next = rememberLease(last, lease, { now, claiming, releasing })
  if (next.kind !== last.kind || next.grantedUntil !== last.grantedUntil) setLast(next)
  return next.ranOut
}
