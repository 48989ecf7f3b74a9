import type { ReconcileRun } from '@/lib/reconcile/schema'
import { formatCount } from '../../ui/format-count'

type Numbers = Pick<ReconcileRun, 'state' | 'listed' | 'complete' | 'recovered' | 'unusable'>

const NOTHING = {
  running: 'Nothing was read yet.',
  done: 'Popp’s list is empty.',
  cancelled: 'Nothing was read.',
  failed: 'Nothing was read.',
}

/** "340 on Popp’s list: 331 complete, 9 recovered". The parts add up to the whole. */
export function resultWords({ state, listed, complete, recovered, unusable }: Numbers): string {
  if (state === 'waiting') return 'Begins within a second.'
  if (listed === 0) return NOTHING[state]
  const parts = [
    `${formatCount(complete)} complete`,
    `${formatCount(recovered)} recovered`,
    ...(unusable > 0 ? [`${formatCount(unusable)} could not be read`] : []),
  ]
  return `${formatCount(listed)} ${state === 'done' ? 'on Popp’s list' : 'read so far'}: ${parts.join(', ')}`
}

/** "every …": "hour", "6 hours", "15 minutes". */
export function intervalWords(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes} minutes`
  return minutes === 60 ? 'hour' : `${minutes / 60} hours`
}
