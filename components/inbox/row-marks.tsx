'use client'
import { CornerUpLeft, Flag, PencilLine, SkipForward } from 'lucide-react'
import type { ReviewItem } from '@/lib/reviews/schema'
import { useHasResolveDraft } from './resolve-draft'

/** What is unusual about a row's item, as small as it goes: icons with their number, and words where there is room. */
export function RowMarks({ item, memberId }: { item: ReviewItem; memberId: string }) {
  const begun = useHasResolveDraft(memberId, item.id) && item.state === 'open'
  return (
    <>
      {begun && (
        <span title="You began to decide" className="flex shrink-0 items-center text-human">
          <PencilLine aria-hidden className="size-3" />
          <span className="sr-only">Continue deciding</span>
        </span>
      )}
      {item.returned && (
        <span title="Returned" className="flex shrink-0 items-center gap-1 text-review text-xs">
          <CornerUpLeft aria-hidden className="size-3" />
          <span className="@max-md:sr-only">Returned</span>
        </span>
      )}
      {item.flagCount > 1 && (
        <span className="flex shrink-0 items-center gap-0.5 text-review text-xs">
          <Flag aria-hidden className="size-3" />
          {item.flagCount}
          <span className="sr-only"> flags</span>
        </span>
      )}
      {item.skipCount > 0 && item.state === 'open' && (
        <span title={`Skipped ${item.skipCount}×`} className="flex shrink-0 items-center gap-0.5 text-faint text-xs">
          <SkipForward aria-hidden className="size-3" />
          <span className="sr-only">Skipped </span>
          {item.skipCount}
          <span className="sr-only">{item.skipCount === 1 ? ' time' : ' times'}</span>
        </span>
      )}
    </>
  )
}
