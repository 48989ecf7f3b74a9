'use client'
import { CornerUpLeft, Flag, Lock } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useEffect, useRef } from 'react'
import { type InboxView, isFiltered } from '@/lib/reviews/filter'
import { AiOutcomeBadge } from '../conversation/ai-outcome-badge'
import { HumanOutcomeBadge } from '../conversation/human-outcome-badge'
import { NO_NAME, NO_REASON } from '../conversation/words'
import { cn } from '../ui/cn'
import { RelativeTime } from '../ui/relative-time'
import { TruncateText } from '../ui/truncate-text'
import { ClockTime } from './clock-time'
import { inboxHref } from './inbox-url'
import type { Lease } from './lease'
import type { ShownRow } from './list-merge'
import { RowPresence } from './presence-marks'
import { resolverName } from './resolver-name'

/** Why a row that stands still is no longer one of its view. It may have gone by resolving, by a snooze, by a claim. */
const GONE_WORDS = {
  open: 'No longer open',
  mine: 'No longer yours',
  snoozed: 'No longer asleep',
  resolved: 'Re-opened',
}
const goneWords = ({ tab, filter }: InboxView) => (isFiltered(filter) ? 'No longer in this list' : GONE_WORDS[tab])

type InboxRowProps = {
  row: ShownRow
  /** What the list shows: the row's address says it, too. */
  view: InboxView
  memberId: string
  lease: Lease
  selected: boolean
  onOpen: () => void
  /** The reader is about to open it. */
  onNear: () => void
}

export const rowElementId = (itemId: string) => `item-${itemId}`

/** Two lines, 56 px: who and how long, then what Popp said, why it was flagged, and who is on it. */
export function InboxRow({ row: { item, gone }, view, memberId, lease, selected, onOpen, onNear }: InboxRowProps) {
  const mine = lease.kind === 'mine'
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (selected) line.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    <li ref={line} className="[content-visibility:auto] [contain-intrinsic-size:auto_3.5rem]">
      <Link
        id={rowElementId(item.id)}
        href={inboxHref({ ...view, itemId: item.id })}
        prefetch={false}
        aria-current={selected ? 'true' : undefined}
        onNavigate={(event) => {
          event.preventDefault()
          onOpen()
        }}
        onPointerEnter={onNear}
        onFocus={onNear}
        className={cn(
          'relative flex h-14 flex-col justify-center gap-0.5 border-b px-4 transition-colors hover:bg-hover focus-visible:-outline-offset-2',
          mine && 'before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-human',
          (gone || lease.kind === 'others') && 'text-muted',
          selected && 'bg-selected hover:bg-selected',
        )}
      >
        <span className="flex items-center gap-2">
          <TruncateText text={item.candidateName ?? NO_NAME} className="max-w-[60%] shrink-0 font-medium" />
          <TruncateText text={item.campaign ?? ''} className="flex-1 text-faint text-xs" />
          <Marks returned={item.returned} flagCount={item.flagCount} />
          <RowPresence itemId={item.id} />
          <RelativeTime date={item.resolution?.at ?? item.openedAt} className="shrink-0 text-faint text-xs" />
        </span>
        <span className="flex items-center gap-2">
          <span className="shrink-0">
            <AiOutcomeBadge outcome={item.aiOutcome} look="plain" />
          </span>
          {item.resolution ? (
            <HumanOutcomeBadge
              outcome={item.resolution.outcome}
              by={resolverName(item.resolution, memberId)}
              look="plain"
            />
          ) : (
            <>
              <Why reason={item.flagReason} crowded={lease.kind === 'others'} />
              <Standing>{gone ? goneWords(view) : <HolderWords lease={lease} />}</Standing>
            </>
          )}
        </span>
      </Link>
    </li>
  )
}

const Standing = ({ children }: { children: ReactNode }) => (
  <span className="ml-auto flex max-w-[65%] shrink-0 items-center text-muted text-xs">{children}</span>
)

/** Beside a holder there is no room to say that nothing was said. */
function Why({ reason, crowded }: { reason: string | null; crowded: boolean }) {
  if (!reason)
    return <span className={cn('min-w-0 flex-1 truncate text-faint text-xs', crowded && 'sr-only')}>{NO_REASON}</span>
  return <TruncateText text={reason} className="flex-1 text-xs" />
}

function HolderWords({ lease }: { lease: Lease }) {
  if (lease.kind === 'mine')
    return (
      <span className="font-medium text-human">
        You until <ClockTime date={lease.until} />
      </span>
    )
  if (lease.kind !== 'others') return null
  return (
    <>
      <Lock aria-hidden className="mr-1 size-3 shrink-0" />
      <span className="shrink-0">Held by&nbsp;</span>
      <TruncateText text={lease.holder.name} />
      <span className="shrink-0">
        &nbsp;until <ClockTime date={lease.holder.until} />
      </span>
    </>
  )
}

function Marks({ returned, flagCount }: { returned: boolean; flagCount: number }) {
  return (
    <>
      {returned && (
        <span className="flex shrink-0 items-center gap-1 text-review text-xs">
          <CornerUpLeft aria-hidden className="size-3" />
          Returned
        </span>
      )}
      {flagCount > 1 && (
        <span className="flex shrink-0 items-center gap-0.5 text-review text-xs">
          <Flag aria-hidden className="size-3" />
          {flagCount}
          <span className="sr-only"> flags</span>
        </span>
      )}
    </>
  )
}
