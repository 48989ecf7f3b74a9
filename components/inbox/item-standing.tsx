import { Lock, MoonStar, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ReviewItem } from '@/lib/reviews/schema'
import { HumanOutcomeBadge } from '../conversation/human-outcome-badge'
import { RelativeTime } from '../ui/relative-time'
import { formatCountdown } from './format-clock'
import type { Lease } from './lease'
import { resolverName } from './resolver-name'
import { UntilTime } from './until-time'

type ItemStandingProps = {
  item: ReviewItem
  memberId: string
  lease: Lease
  /** My claim ended by itself. */
  ranOut: boolean
  canAct: boolean
}

/** Who has the item, until when, or what became of it. */
export function ItemStanding({ item, memberId, lease, ranOut, canAct }: ItemStandingProps): ReactNode {
  switch (lease.kind) {
    case 'resolved':
      return <Resolved item={item} memberId={memberId} />
    case 'others':
      return (
        <p>
          <Lock aria-hidden className="mr-1.5 inline size-3.5 align-[-2px] text-muted" />
          <strong className="font-medium">Held by {lease.holder.name}</strong>{' '}
          <span className="text-muted">
            until <UntilTime date={lease.holder.until} />
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
          Yours until <UntilTime date={lease.until} />
        </p>
      )
    case 'snoozed':
      return (
        <p>
          <MoonStar aria-hidden className="mr-1.5 inline size-3.5 align-[-2px] text-muted" />
          <strong className="font-medium">
            Snoozed until <UntilTime date={lease.until} />
          </strong>{' '}
          <span className="text-muted">by {item.snooze?.byMemberId === memberId ? 'you' : lease.byName}</span>
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

function Resolved({ item: { resolution }, memberId }: { item: ReviewItem; memberId: string }) {
  if (!resolution) return <p className="text-muted">Resolved</p>
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <HumanOutcomeBadge outcome={resolution.outcome} by={resolverName(resolution, memberId)} />
      <RelativeTime date={resolution.at} className="text-faint text-xs" />
      {resolution.reason && (
        <p dir="auto" className="basis-full whitespace-pre-line break-words">
          {resolution.reason}
        </p>
      )}
    </div>
  )
}
