import { expect, test } from 'vitest'
import { formatClock, formatCountdown } from './format-clock'
import { type LeaseMemory, leaseOf, rememberLease, shouldExtend } from './lease'

const until = '2026-01-14T14:32:00.000Z'
const end = Date.parse(until)
const held = (memberId: string) =>
  ({
    state: 'open',
    snooze: null,
    holder: { memberId, name: 'Ana Pereira', since: '2026-01-14T14:17:00.000Z', until },
  }) as const

test('a lease is calm until its last minute and then counts down', () => {
  expect(leaseOf(held('me'), 'me', end - 61_000)).toMatchObject({ kind: 'mine', ending: false, secondsLeft: 61 })
  expect(leaseOf(held('me'), 'me', end - 60_000)).toMatchObject({ kind: 'mine', ending: true, secondsLeft: 60 })
  expect(leaseOf(held('me'), 'me', end - 1)).toMatchObject({ kind: 'mine', ending: true, secondsLeft: 1 })
})

test('a lease that has run out holds nothing, mine or anybody’s', () => {
  expect(leaseOf(held('me'), 'me', end)).toEqual({ kind: 'free' })
  expect(leaseOf(held('ana'), 'me', end + 5_000)).toEqual({ kind: 'free' })
})

test('another’s lease names who and until when; a resolved item is nobody’s', () => {
  expect(leaseOf(held('ana'), 'me', end - 1_000)).toMatchObject({
    kind: 'others',
    holder: { name: 'Ana Pereira', until },
  })
  expect(leaseOf({ state: 'resolved', snooze: null, holder: null }, 'me', end)).toEqual({ kind: 'resolved' })
})

test('what sleeps says until when and by whom, and is free once that is over', () => {
  const asleep = { state: 'open', holder: null, snooze: { until, byMemberId: 'ana', byName: 'Ana Pereira' } } as const
  expect(leaseOf(asleep, 'me', end - 1)).toEqual({ kind: 'snoozed', until, byName: 'Ana Pereira' })
  expect(leaseOf(asleep, 'me', end)).toEqual({ kind: 'free' })
})

test('activity extends only my own running lease, and at most once a minute', () => {
  const mine = leaseOf(held('me'), 'me', end - 300_000)
  expect(shouldExtend(mine, 0, 59_999)).toBe(false)
  expect(shouldExtend(mine, 0, 60_000)).toBe(true)
  expect(shouldExtend(leaseOf(held('ana'), 'me', end - 300_000), 0, 60_000)).toBe(false)
  expect(shouldExtend(leaseOf(held('me'), 'me', end), 0, 60_000)).toBe(false)
})

/** What is remembered after these moments: item, time, and the command that is under way. */
function watch(...moments: [item: Parameters<typeof leaseOf>[0], now: number, under?: 'claim' | 'release'][]) {
  const start: LeaseMemory = { kind: 'free', grantedUntil: null, ranOut: false }
  return moments.reduce(
    (last, [item, now, under]) =>
      rememberLease(last, leaseOf(item, 'me', now), {
        now,
        claiming: under === 'claim',
        releasing: under === 'release',
      }),
    start,
  ).ranOut
}
const free = { state: 'open', snooze: null, holder: null } as const
const early = end - 600_000

test('a granted claim that reaches its end has run out, whether the clock or the server says so first', () => {
  expect(watch([held('me'), early], [held('me'), end])).toBe(true)
  expect(watch([held('me'), early], [free, end - 1_000])).toBe(true)
  expect(watch([held('me'), early], [held('me'), end], [free, end + 60_000])).toBe(true)
})

test('a claim that was shown early and then refused never was mine, also after an earlier one ran out', () => {
  expect(watch([held('me'), early, 'claim'], [free, early + 1_000, 'claim'])).toBe(false)
  expect(watch([held('me'), early, 'claim'], [free, early + 1_000])).toBe(false)
  const later = { ...held('me'), holder: { ...held('me').holder, until: new Date(end + 900_000).toISOString() } }
  expect(watch([held('me'), early], [held('me'), end], [later, end + 5_000, 'claim'], [free, end + 6_000])).toBe(false)
})

test('what I gave back, what another took and what was resolved has not run out', () => {
  expect(watch([held('me'), early], [free, early + 1_000, 'release'])).toBe(false)
  expect(watch([held('me'), early], [free, early + 1_000], [free, end + 1_000])).toBe(false)
  expect(watch([held('me'), end - 1_000], [free, end - 500, 'release'])).toBe(false)
  expect(watch([held('me'), early], [held('ana'), end - 1_000], [free, end])).toBe(false)
  expect(watch([held('me'), early], [{ state: 'resolved', snooze: null, holder: null }, end - 500])).toBe(false)
})

test('what is left is told in whole seconds and never below zero', () => {
  expect([60, 59.9, 9, 0, -3].map(formatCountdown)).toEqual(['1:00', '0:59', '0:09', '0:00', '0:00'])
  expect(formatClock(until, 'Europe/Amsterdam')).toBe('15:32')
})
