'use client'
import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { memo, type ReactNode, useEffect, useRef } from 'react'
import type { Present } from '@/lib/presence/schema'
import { cachedItem } from '@/lib/reviews/client-cache'
import { toServerTime } from '@/lib/reviews/client-clock'
import type { InboxView } from '@/lib/reviews/filter'
import type { ReviewItem } from '@/lib/reviews/schema'
import { AiOutcomeBadge } from '../conversation/ai-outcome-badge'
import { HumanOutcomeBadge } from '../conversation/human-outcome-badge'
import { NO_NAME, NO_REASON } from '../conversation/words'
import { cn } from '../ui/cn'
import { RelativeTime } from '../ui/relative-time'
import { TruncateText } from '../ui/truncate-text'
import { DueMark } from './due-mark'
import { goneWords } from './gone-words'
import { inboxHref } from './inbox-url'
import { leaseOf } from './lease'
import { RowPresence } from './presence-marks'
import { resolverName } from './resolver-name'
import { RowMarks } from './row-marks'
import { RowStanding } from './row-standing'
import { SelectionBox } from './selection-box'

type InboxRowProps = {
  item: ReviewItem
  /** No longer of this view, but kept in its place. */
  gone: boolean
  /** What the list shows: the row's address says it, too. */
  view: InboxView
  memberId: string
  /** This browser's time. */
  now: number
  open: boolean
  /** Who else was on it when the server was last asked. */
  present: Present[] | undefined
  onOpen: (id: string) => void
  /** The reader is about to open it. */
  onNear: (id: string) => void
  /** Whether it is selected; null = nothing can be. */
  ticked: boolean | null
  onTick?: (item: ReviewItem) => void
  /** Selects all as far as here. */
  onRange?: (id: string) => void
}

export const rowElementId = (itemId: string) => `item-${itemId}`

/**
 * Two lines, 56 px: who and how long, then what Popp said, why it was flagged, and who is on it. Everything it is given
 * stays the same from one key to the next, so that of a hundred rows only those are drawn anew that change.
 */
export const InboxRow = memo(function InboxRow({ item, gone, view, memberId, now, open, ...rest }: InboxRowProps) {
  const { present, onOpen, onNear, ticked, onTick, onRange } = rest
  const lease = leaseOf(item, memberId, toServerTime(now))
  const mine = lease.kind === 'mine'
  const isDue = item.state === 'open' && item.dueAt !== null
  const standing = { item, lease, memberId }
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!open) return
    // In the frame that shows it, whose layout is made anyway: asked for at once, there would be two.
    const frame = requestAnimationFrame(() => line.current?.scrollIntoView({ block: 'nearest' }))
    return () => cancelAnimationFrame(frame)
  }, [open])
  return (
    <li
      ref={line}
      data-item-id={item.id}
      className="group @container relative [content-visibility:auto] [contain-intrinsic-size:auto_3.5rem]"
    >
      {ticked !== null && onTick && onRange && (
        <SelectionBox item={item} checked={ticked} onTick={onTick} onRange={onRange} />
      )}
      <Link
        id={rowElementId(item.id)}
        href={inboxHref({ ...view, itemId: item.id })}
        prefetch={false}
        aria-current={open ? 'true' : undefined}
        onClick={(event) => {
          if (!event.shiftKey || !onRange) return
          event.preventDefault()
          onRange(item.id)
        }}
        onNavigate={(event) => {
          event.preventDefault()
          onOpen(item.id)
        }}
        onPointerEnter={() => onNear(item.id)}
        onFocus={() => onNear(item.id)}
        className={cn(
          'relative flex h-14 flex-col justify-center gap-0.5 border-b px-4 hover:bg-hover focus-visible:-outline-offset-2',
          mine && 'before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-human',
          (gone || lease.kind === 'others') && 'text-muted',
          open && 'bg-selected hover:bg-selected',
          ticked !== null && 'pl-10 pointer-coarse:pl-12',
        )}
      >
        <span className="flex items-center gap-2">
          <TruncateText text={item.candidateName ?? NO_NAME} className="min-w-12 max-w-[60%] font-medium" />
          <TruncateText text={item.campaign ?? ''} className="flex-1 shrink-[9] text-faint text-xs" />
          <RowMarks item={item} memberId={memberId} />
          {present && <RowPresence known={present} />}
          {isDue && <DueMark dueAt={item.dueAt} paused={item.snooze !== null} />}
          {/* On a phone when it is due says more than since when it waits. */}
          <RelativeTime
            date={item.resolution?.at ?? item.openedAt}
            className={cn('shrink-0 text-faint text-xs', isDue && '@max-sm:hidden')}
          />
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
              <Why reason={item.flagReason} crowded={lease.kind === 'others' || lease.kind === 'snoozed'} />
              <Standing>
                {gone ? <GoneWords item={item} view={view} memberId={memberId} /> : <RowStanding {...standing} />}
              </Standing>
            </>
          )}
        </span>
      </Link>
    </li>
  )
})

const Standing = ({ children }: { children: ReactNode }) => (
  <span className="ml-auto flex min-w-0 max-w-[65%] items-center whitespace-nowrap text-muted text-xs">{children}</span>
)

/** Why a row that stands still is no longer one of its view. */
function GoneWords({ item, view, memberId }: { item: ReviewItem; view: InboxView; memberId: string }) {
  const known = cachedItem(useQueryClient(), item.id)
  return goneWords(view.tab, known && known.version > item.version ? known : undefined, memberId)
}

/** Beside a holder there is no room to say that nothing was said. */
function Why({ reason, crowded }: { reason: string | null; crowded: boolean }) {
  if (!reason)
    return <span className={cn('min-w-0 flex-1 truncate text-faint text-xs', crowded && 'sr-only')}>{NO_REASON}</span>
  return <TruncateText text={reason} className="flex-1 text-xs" />
}
