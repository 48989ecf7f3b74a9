import { Ban, CircleCheck, CircleDashed, CircleMinus, CircleX } from 'lucide-react'
import type { AiOutcome } from '@/lib/conversations/schema'
import type { Tone } from '../ui/tone'
import { ToneBadge } from '../ui/tone-badge'
import { aiOutcomeWords } from './words'

const LOOKS: Record<AiOutcome, { tone: Tone; icon: typeof Ban }> = {
  none: { tone: 'neutral', icon: CircleDashed },
  passed: { tone: 'pass', icon: CircleCheck },
  failed: { tone: 'fail', icon: CircleX },
  closed: { tone: 'neutral', icon: CircleMinus },
  'opted-out': { tone: 'review', icon: Ban },
}

/** What the machine decided: "Popp: Failed". Never shown as the last word on a candidate. */
export function AiOutcomeBadge({ outcome, look = 'soft' }: { outcome: AiOutcome; look?: 'soft' | 'plain' }) {
  const { tone, icon: Icon } = LOOKS[outcome]
  return (
    <ToneBadge tone={tone} icon={<Icon />} look={look} by="Popp">
      {aiOutcomeWords[outcome]}
    </ToneBadge>
  )
}
