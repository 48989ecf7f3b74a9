'use client'
import { useIsMutating } from '@tanstack/react-query'
import { Lock, UserRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { commandKey } from '@/lib/reviews/client-commands'
import type { ReviewItem } from '@/lib/reviews/schema'
import { HumanOutcomeBadge } from '../conversation/human-outcome-badge'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { RelativeTime } from '../ui/relative-time'
import { ClockTime } from './clock-time'
import { formatCountdown } from './format-clock'
import type { ItemActions } from './item-actions'
import type { Lease } from './lease'

type ClaimBarProps = {
  item: ReviewItem
  lease: Lease
  /** Null when the member's role reads only. */
  actions: ItemActions | null
  resolving: boolean
}

/** Who may act, until when, and what can be done about it now. */
export function ClaimBar({ item, lease, actions, resolving }: ClaimBarProps) {
  const ranOut = useRanOut(item, lease)
  const ending = lease.kind === 'mine' && lease.ending
  return (
    <div
      className={cn(
        'flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 sm:px-6',
        ending && 'bg-review-soft',
      )}
    >
      <div className="min-w-0 flex-1 basis-28">
        <Standing item={item} lease={lease} ranOut={ranOut} canAct={actions !== null} />
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

type StandingProps = { item: ReviewItem; lease: Lease; ranOut: boolean; canAct: boolean }

function Standing({ item, lease, ranOut, canAct }: StandingProps): ReactNode {
  switch (lease.kind) {
    case 'resolved':
      return <Resolved item={item} />
    case 'others':
      return (
        <p>
          <Lock aria-hidden className="mr-1.5 inline size-3.5 align-[-2px] text-muted" />
          <strong className="font-medium">Held by {lease.holder.name}</strong>{' '}
          <span className="text-muted">
            until <ClockTime date={lease.holder.until} />
            {canAct && '. You can claim it when it is free again.'}
          </span>
        </p>
      )
    case 'mine':
      return lease.ending ? (
        <p className="font-medium text-review">
          <span role="status">Your claim ends in less than a minute</span>
          <span aria-hidden> · {formatCountdown(lease.secondsLeft)}</span>
        </p>
      ) : (
        <p className="font-medium text-human">
          <UserRound aria-hidden className="mr-1.5 inline size-3.5 align-[-2px]" />
          Yours until <ClockTime date={lease.until} />
        </p>
      )
    case 'free':
      return (
        <p role="status" className="text-muted">
          {ranOut ? 'Your claim has ended. Nobody holds this now.' : 'Nobody holds this'}
        </p>
      )
  }
}

function Resolved({ item: { resolution } }: { item: ReviewItem }) {
  if (!resolution) return <p className="text-muted">Resolved</p>
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <HumanOutcomeBadge outcome={resolution.outcome} by={resolution.byName} />
      <RelativeTime date={resolution.at} className="text-faint text-xs" />
      {resolution.reason && (
        <p dir="auto" className="basis-full whitespace-pre-line break-words">
          {resolution.reason}
        </p>
      )}
    </div>
  )
}

type ActionsProps = Omit<ClaimBarProps, 'actions'> & { actions: ItemActions }

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
          <Button onClick={() => actions.startResolving(item.id)} shortcut="R">
            Resolve
          </Button>
        )}
        <Button variant="primary" onClick={() => void actions.claim(item.id)} busy={claiming} shortcut="C">
          Claim
        </Button>
      </>
    )
  return (
    <>
      {lease.ending && (
        <Button onClick={() => void actions.extend(item.id)} shortcut="C">
          Extend
        </Button>
      )}
      <Button onClick={() => void actions.release(item.id)} shortcut="L">
        Release
      </Button>
      {!resolving && (
        <Button variant="primary" onClick={() => actions.startResolving(item.id)} shortcut="R">
          Resolve
        </Button>
      )}
    </>
  )
}

/** True when my claim on this item ended by itself: what was mine is free, and I did not release it. */
function useRanOut(item: ReviewItem, lease: Lease): boolean {
  const releasing = useIsMutating({ mutationKey: [...commandKey(item.id), 'release'] }) > 0
  const [last, setLast] = useState({ kind: lease.kind, ranOut: false })
  if (last.kind !== lease.kind) {
    setLast({ kind: lease.kind, ranOut: last.kind === 'mine' && lease.kind === 'free' && !releasing })
  }
  return last.ranOut
}
