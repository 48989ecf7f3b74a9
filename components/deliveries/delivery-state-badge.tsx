import { CircleCheck, CircleX, Clock, ShieldAlert, ShieldX } from 'lucide-react'
import type { RejectionCause, WorkState } from '@/lib/webhooks/schema'
import { rejectionWords } from '@/lib/webhooks/words'
import type { Tone } from '../ui/tone'
import { ToneBadge } from '../ui/tone-badge'
import { stateWords } from './delivery-words'

const LOOKS: Record<WorkState, { tone: Tone; icon: typeof Clock }> = {
  pending: { tone: 'neutral', icon: Clock },
  applied: { tone: 'pass', icon: CircleCheck },
  dead: { tone: 'fail', icon: CircleX },
  quarantined: { tone: 'review', icon: ShieldAlert },
}

/** What became of an event. */
export function DeliveryStateBadge({ state, look = 'plain' }: { state: WorkState; look?: 'soft' | 'plain' }) {
  const { tone, icon: Icon } = LOOKS[state]
  return (
    <ToneBadge tone={tone} icon={<Icon />} look={look}>
      {stateWords[state]}
    </ToneBadge>
  )
}

/** Why a request was refused. */
export function RejectionBadge({ cause, look = 'plain' }: { cause: RejectionCause; look?: 'soft' | 'plain' }) {
  return (
    <ToneBadge tone="fail" icon={<ShieldX />} look={look}>
      {rejectionWords[cause]}
    </ToneBadge>
  )
}
