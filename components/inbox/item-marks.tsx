'use client'
import { PencilLine, SkipForward, UserRoundCheck } from 'lucide-react'
import type { ReviewItem } from '@/lib/reviews/schema'
import { DueMark } from './due-mark'
import { preferredWords } from './preferred-words'
import { useHasResolveDraft } from './resolve-draft'

type ItemMarksProps = {
  item: ReviewItem
  memberId: string
  /** The draft is on screen. */
  deciding: boolean
}

/** What else is true of an open item: when it is due, for whom it waits, how often it was passed over, what was begun. */
export function ItemMarks({ item, memberId, deciding }: ItemMarksProps) {
  const begun = useHasResolveDraft(memberId, item.id) && !deciding
  const { dueAt, snooze, preferred, skipCount } = item
  if (!dueAt && !preferred && skipCount === 0 && !begun) return null
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-muted text-xs">
      <DueMark dueAt={dueAt} paused={snooze !== null} />
      {preferred && (
        <span className="flex min-w-0 items-center gap-1 [&>svg]:size-3">
          <UserRoundCheck aria-hidden className="shrink-0" />
          {preferredWords(preferred, memberId)}
        </span>
      )}
      {skipCount > 0 && (
        <span className="flex items-center gap-1">
          <SkipForward aria-hidden className="size-3" />
          Skipped {skipCount}×
        </span>
      )}
      {begun && (
        <span className="flex items-center gap-1">
          <PencilLine aria-hidden className="size-3" />
          Your draft is kept
        </span>
      )}
    </p>
  )
}
