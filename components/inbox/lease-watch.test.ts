import { expect, test } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { endedWords, firstEnding, isLost, openItemOf, overSince, stillSeen, warningKey } from './lease-watch'

const end = Date.parse('2026-01-14T14:32:00.000Z')
const at = (offset: number) => new Date(end + offset).toISOString()
const mine = (id: string, offset = 0) => anItem({ id, holder: { ...heldBy('me'), until: at(offset) } })

test('of my claims in their last minute the first to end is warned of, and none before', () => {
  const held = [mine('late', 20_000), mine('first'), mine('calm', 600_000)]
  expect(firstEnding(held, 'me', null, end - 61_000)).toBeNull()
  expect(firstEnding(held, 'me', null, end - 48_000)?.id).toBe('first')
  expect(firstEnding(held, 'me', null, end)?.id).toBe('late')
})

test('the open item and what others hold are not warned of', () => {
  const theirs = anItem({ id: 'theirs', holder: heldBy('ana') })
  expect(firstEnding([theirs, mine('open'), mine('other', 5_000)], 'me', 'open', end - 10_000)?.id).toBe('other')
  expect(firstEnding([theirs, mine('open')], 'me', 'open', end - 10_000)).toBeNull()
})

test('an extended claim is another warning', () => {
  expect(warningKey(mine('one'))).toBe(warningKey(mine('one')))
  expect(warningKey(mine('one'))).not.toBe(warningKey(mine('one', 900_000)))
})

test('a claim is over when the server no longer lists it and its time had come', () => {
  expect(overSince([mine('one')], [], null, end + 100).map(({ id }) => id)).toEqual(['one'])
  // Given back, decided or asleep: its time had not come.
  expect(overSince([mine('one')], [], null, end - 30_000)).toEqual([])
  // An extension may be under way.
  expect(overSince([mine('one')], [mine('one')], null, end + 100)).toEqual([])
  // The open item says it itself.
  expect(overSince([mine('one')], [], 'one', end + 100)).toEqual([])
})

test('what an old list names long after its end is not taken for a claim that ended now', () => {
  expect(stillSeen([], [mine('old')], 'me', end + 60_000)).toEqual([])
  expect(stillSeen([], [mine('one')], 'me', end - 1_000)).toHaveLength(1)
  expect(stillSeen([mine('one')], [mine('one')], 'me', end + 500)).toHaveLength(1)
})

test('lost is what is open again or another’s, not what was decided, sleeps, or is mine anew', () => {
  expect(isLost(anItem(), 'me')).toBe(true)
  expect(isLost(anItem({ holder: heldBy('ana') }), 'me')).toBe(true)
  expect(isLost(mine('one'), 'me')).toBe(false)
  expect(isLost(anItem({ state: 'resolved' }), 'me')).toBe(false)
  expect(isLost(anItem({ snooze: { until: at(0), byMemberId: 'me', byName: 'Me' } }), 'me')).toBe(false)
})

test('the item on screen is the address’s', () => {
  expect(['/inbox', '/inbox/one', '/conversations/one', '/'].map(openItemOf)).toEqual([null, 'one', null, null])
})

test('several claims that end together are one line', () => {
  expect(endedWords(['Amara Okafor'])).toBe('Your claim on Amara Okafor has ended')
  expect(endedWords(['A', 'B'])).toBe('2 of your claims have ended')
})
