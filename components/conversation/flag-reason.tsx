import { Flag } from 'lucide-react'
import type { Ref } from 'react'
import { plainDirection } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'
import { NO_REASON } from './words'

type FlagReasonProps = {
  reason: string | null
  flaggedAt: string
  flagCount: number
  returned: boolean
  ref?: Ref<HTMLElement>
}

/** Why a person is asked: what the recruiter reads first. */
export function FlagReason({ reason, flaggedAt, flagCount, returned, ref }: FlagReasonProps) {
  return (
    <section ref={ref} aria-label="Why it was flagged" className="px-4 py-4 sm:px-6">
      <div className="flex gap-3 rounded-md bg-review-soft px-3 py-2.5">
        <Flag aria-hidden className="mt-0.5 size-4 shrink-0 text-review" />
        <div className="min-w-0">
          <h3 className="sr-only">Why it was flagged</h3>
          <p dir="auto" className="whitespace-pre-line break-words font-medium">
            {plainDirection(reason ?? NO_REASON)}
          </p>
          <p className="mt-0.5 text-muted text-xs">
            Flagged <RelativeTime date={flaggedAt} />
            {flagCount > 1 && ` · ${flagCount} flags`}
            {returned && ' · came back after it was resolved'}
          </p>
        </div>
      </div>
    </section>
  )
}
