import { UserCheck } from 'lucide-react'
import { type ResolutionOutcome, resolutionWords } from '@/lib/reviews/words'
import { ToneBadge } from '../ui/tone-badge'

type HumanOutcomeBadgeProps = {
  outcome: ResolutionOutcome
  /** Who decided; null when that is no longer known. */
  by: string | null
  look?: 'soft' | 'plain'
}

/** What a person decided: "Ana Pereira: Proceed". Stands beside Popp's outcome, never in its place. */
export function HumanOutcomeBadge({ outcome, by, look = 'soft' }: HumanOutcomeBadgeProps) {
  return (
    <ToneBadge tone="human" icon={<UserCheck />} look={look} by={by ?? 'A person'}>
      {resolutionWords[outcome]}
    </ToneBadge>
  )
}
