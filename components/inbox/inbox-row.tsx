'use client'
import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { type ReactNode, useEffect, useRef } from 'react'
import { cachedItem } from '@/lib/reviews/client-cache'
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
import type { Lease } from './lease'
import type { ShownRow } from './list-merge'
import { RowPresence } from './presence-marks'
import { resolverName } from './resolver-name'
import { RowMarks } from './row-marks'
import { RowStanding } from './row-standing'

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
  /** At its left edge, what selects it; and what a click with Shift selects. Undefined = nothing can be selected. */
  box?: ReactNode
  onRange?: () => void
}

export const rowElementId = (itemId: string) => `item-${itemId}`

/** Two lines, 56 px: who and how long, then what Popp said, why it was flagged, and who is on it. */
export function InboxRow({ row: { item, gone }, view, memberId, lease, selected, ...rest }: InboxRowProps) {
  const { onOpen, onNear, box, onRange } = rest
  const mine = lease.kind === 'mine'
  const isDue = item.state === 'open' && item.dueAt !== null
  const standing = { item, lease, memberId }
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (selected) line.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    <li
      ref={line}
      data-item-id={item.id}
      className="group @container relative [content-visibility:auto] [contain-intrinsic-size:auto_3.5rem]"
    >
      {box}
      <Link
        id={rowElementId(item.id)}
        href={inboxHref({ ...view, itemId: item.id })}
        prefetch={false}
        aria-current={selected ? 'true' : undefined}
        onClick={(event) => {
          if (!event.shiftKey || !onRange) return
          event.preventDefault()
          onRange()
        }}
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
          box && 'pl-10 pointer-coarse:pl-12',
        )}
      >
        <span className="flex items-center gap-2">
          <TruncateText text={item.candidateName ?? NO_NAME} className="min-w-12 max-w-[60%] font-medium" />
          <TruncateText text={item.campaign ?? ''} className="flex-1 shrink-[9] text-faint text-xs" />
          <RowMarks item={item} memberId={memberId} />
          <RowPresence itemId={item.id} />
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
}

const Standing = ({ children }: { children: ReactNode }) => (
  <span className="ml-auto flex max-w-[65%] shrink-0 items-center text-muted text-xs">{children}</span>
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
