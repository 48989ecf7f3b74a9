import { CircleCheckBig, CircleUserRound, Flag } from 'lucide-react'
import type { ReviewState } from '@/lib/reviews/words'
import type { Tone } from '../ui/tone'
import { ToneBadge } from '../ui/tone-badge'
import { reviewStateWords } from './words'

const LOOKS: Record<Exclude<ReviewState, 'none'>, { tone: Tone; icon: typeof Flag }> = {
  open: { tone: 'review', icon: Flag },
  held: { tone: 'human', icon: CircleUserRound },
  resolved: { tone: 'neutral', icon: CircleCheckBig },
}

/** Where a conversation stands toward review; nothing for one that was never flagged. */
export function ReviewStateBadge({ state, look = 'plain' }: { state: ReviewState; look?: 'soft' | 'plain' }) {
  if (state === 'none') return null
  const { tone, icon: Icon } = LOOKS[state]
  return (
    <ToneBadge tone={tone} icon={<Icon />} look={look}>
      {reviewStateWords[state]}
    </ToneBadge>
  )
}
