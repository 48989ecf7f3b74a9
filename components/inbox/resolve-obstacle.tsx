import type { ReviewItem } from '@/lib/reviews/schema'
import { resolutionWords } from '@/lib/reviews/words'
import { Banner } from '../ui/banner'
import { formatClock } from './format-clock'
import type { Lease } from './lease'

type ResolveObstacleProps = { item: ReviewItem; lease: Lease; refusal: string | undefined; busy: boolean }

/** What stands in the way of a resolution, with the promise that the text is kept. Silent while one is being sent. */
export function ResolveObstacle({ item, lease, refusal, busy }: ResolveObstacleProps) {
  const words = busy ? null : (refusal ?? standsInTheWay(item, lease))
  return (
    <div role="alert">
      {words && (
        <Banner tone="warn" className="sm:px-6">
          {words} <span className="text-muted">What you typed is kept.</span>
        </Banner>
      )}
    </div>
  )
}

function standsInTheWay({ resolution }: ReviewItem, lease: Lease): string | null {
  if (lease.kind === 'others') return `Held by ${lease.holder.name} until ${formatClock(lease.holder.until)}.`
  if (lease.kind !== 'resolved') return null
  return resolution
    ? `${resolution.byName} resolved this: ${resolutionWords[resolution.outcome]}.`
    : 'This is resolved.'
}
