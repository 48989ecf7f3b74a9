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

const failures = new Map([
  ['no-key', 'There was no key for Popp’s API any more.'],
  ['unauthorized', 'Popp refused the key, or the key belongs to another organization.'],
  ['not-found', 'Popp knows no such address: the path of “list conversations” may be another one.'],
  ['invalid', 'Popp did not accept the request.'],
  ['rate-limited', 'Popp asked for fewer requests, longer than could be waited for.'],
  ['unavailable', 'Popp’s API was not available.'],
  ['timeout', 'Popp’s API did not answer in time.'],
  ['circuit-open', 'Popp’s API had failed too often; it is left alone for a while.'],
  ['unreadable', 'What Popp answered is no list of conversations.'],
  ['page-failed', 'A page of Popp’s list could not be compared, however often it was tried.'],
  ['endless', 'Popp’s list does not end: its pages go round in circles, or are far too many.'],
])

/** Why a run failed. What it had found until then was kept, and the next one reads the list from its beginning. */
export const failureWords = (code: string): string => failures.get(code) ?? 'Popp’s API failed.'

/** "every …": "hour", "6 hours", "15 minutes". */
export function intervalWords(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes} minutes`
  return minutes === 60 ? 'hour' : `${minutes / 60} hours`
}
