import { Check, CircleHelp, X } from 'lucide-react'
import type { ScreeningVerdict } from '@/lib/conversations/schema'
import type { Tone } from '../ui/tone'
import { ToneBadge } from '../ui/tone-badge'
import { verdictWord } from './words'

const LOOKS: Record<ScreeningVerdict, { tone: Tone; icon: typeof Check }> = {
  passed: { tone: 'pass', icon: Check },
  failed: { tone: 'fail', icon: X },
  other: { tone: 'neutral', icon: CircleHelp },
}

/** Popp's verdict on one screening question. */
export function VerdictBadge({ verdict, rawVerdict }: { verdict: ScreeningVerdict; rawVerdict: string | null }) {
  const { tone, icon: Icon } = LOOKS[verdict]
  return (
    <ToneBadge tone={tone} icon={<Icon />}>
      {verdictWord(verdict, rawVerdict)}
    </ToneBadge>
  )
}
