import { CircleAlert, CircleCheck, Eye } from 'lucide-react'
import type { IssueState } from '@/lib/issues/schema'
import { ToneBadge } from '../ui/tone-badge'

const LOOKS = {
  open: { tone: 'fail', icon: <CircleAlert />, words: 'Open' },
  acknowledged: { tone: 'review', icon: <Eye />, words: 'Acknowledged' },
  resolved: { tone: 'pass', icon: <CircleCheck />, words: 'Resolved' },
} as const

export function IssueStateBadge({ state }: { state: IssueState }) {
  const { tone, icon, words } = LOOKS[state]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {words}
    </ToneBadge>
  )
}
