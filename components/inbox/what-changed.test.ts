import { expect, test } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import type { ReviewItem } from '@/lib/reviews/schema'
import { refusalWords } from './refusal-words'
import { whatChanged } from './what-changed'

const clock = (iso: string) => iso.slice(11, 16)
const seen = anItem({ holder: heldBy('ana') })
const change = (part: Partial<ReviewItem>) => whatChanged(seen, { ...seen, ...part }, clock)

test.each<[string, Partial<ReviewItem>, string]>([
  ['a flag', { flagCount: 2 }, 'Popp flagged it again.'],
  ['a flag with a reason', { flagCount: 2, flagReason: 'Visa?' }, 'Popp flagged it again: “Visa?”.'],
  ['another holder', { holder: heldBy('ben', 'Ben Okoye') }, 'Ben Okoye claimed it.'],
  ['a release', { holder: null }, 'Nobody holds it any more.'],
  [
    'a longer claim',
    { holder: { ...heldBy('ana'), until: '2026-01-14T15:00:00.000Z' } },
    'The claim now ends at 15:00.',
  ],
  ['opting out', { optedOut: true, ended: true }, 'The candidate opted out.'],
  ['the end of the conversation', { ended: true }, 'The conversation has ended.'],
])('%s is named', (_, part, words) => {
  expect(change(part)).toEqual([words])
})

test('snooze and hand-over are named, with who did it', () => {
  const snooze = { until: '2026-01-14T16:00:00.000Z', byMemberId: 'ben', byName: 'Ben Okoye' }
  const preferred = { memberId: 'cleo', name: 'Cleo Martin', role: null }
  expect(change({ holder: null, snooze, preferred })).toEqual([
    'Nobody holds it any more.',
    'Ben Okoye snoozed it until 16:00.',
    'It was handed over to Cleo Martin.',
  ])
  expect(whatChanged({ ...seen, snooze }, seen, clock)).toEqual(['It is awake again.'])
  expect(change({ preferred: { memberId: null, name: null, role: 'admin' } })).toEqual([
    'It was handed over to somebody else (Admin).',
  ])
})

test('nothing visible changed: nothing is claimed to have', () => {
  expect(change({ version: 9 })).toEqual([])
})

test('an action on a stale view is refused with what changed', () => {
  const problem = { type: '/problems/conflict', title: 'changed', status: 409, reason: 'stale-version' }
  const words = (item: ReviewItem) => refusalWords({ problem, holder: null, item, seen }, clock)
  expect(words({ ...seen, flagCount: 2 })).toBe(
    'This item changed before your action arrived. Popp flagged it again. Look at it again, then repeat it.',
  )
  expect(words(seen)).toBe('This item changed before your action arrived. Look at it again, then repeat it.')
})
