import { expect, test } from 'vitest'
import { heldBy } from '@/lib/platform/testing/review-item'
import { isPossible, type Wish, whyNot } from './item-gate'
import type { Lease } from './lease'

const WISHES: Wish[] = ['claim', 'hold', 'release', 'resolve', 'reopen', 'snooze', 'wake', 'skip', 'hand-over']
const until = '2026-01-14T14:32:00.000Z'
const leases = {
  free: { kind: 'free' },
  mine: { kind: 'mine', until, secondsLeft: 600, ending: false },
  snoozed: { kind: 'snoozed', until, byName: 'Bo Lee' },
  others: { kind: 'others', holder: heldBy('bo', 'Bo Lee') },
  resolved: { kind: 'resolved' },
} satisfies Record<string, Lease>

test.each([
  ['free', ['claim', 'hold', 'resolve', 'snooze', 'skip', 'hand-over']],
  ['mine', ['hold', 'release', 'resolve', 'snooze', 'skip', 'hand-over']],
  ['snoozed', ['claim', 'hold', 'resolve', 'snooze', 'wake', 'hand-over']],
  ['others', []],
  ['resolved', ['reopen']],
] as const)('what can be done to an item that is %s', (standing, possible) => {
  expect(WISHES.filter((wish) => isPossible(wish, leases[standing]))).toEqual(possible)
})

test('a key that can do nothing says why, and one that can says nothing', () => {
  for (const lease of Object.values(leases)) {
    for (const wish of WISHES) expect(whyNot(wish, lease) === null).toBe(isPossible(wish, lease))
  }
  expect(whyNot('snooze', leases.others)?.title).toMatch(/^Held by Bo Lee until /)
  expect(whyNot('release', leases.free)?.description).toBe('Claim it first.')
})
