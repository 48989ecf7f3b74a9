import { CircleCheck } from 'lucide-react'
import type { IssueState } from '@/lib/issues/schema'
import { EmptyState } from '../ui/empty-state'

const WORDS: Record<IssueState, { title: string; words: string }> = {
  open: {
    title: 'Nothing fails',
    words: 'Failures of one cause are one issue here: refused deliveries, dead letters, silence, lag, Popp’s API.',
  },
  acknowledged: {
    title: 'Nobody is on an issue',
    words: 'An issue that somebody acknowledges stands here until it is resolved.',
  },
  resolved: {
    title: 'Nothing was resolved yet',
    words: 'A resolved issue stays here, and comes back when it fails again.',
  },
}

export const IssuesEmpty = ({ state }: { state: IssueState }) => (
  <EmptyState icon={<CircleCheck />} title={WORDS[state].title}>
    {WORDS[state].words}
  </EmptyState>
)
