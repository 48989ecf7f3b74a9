import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Flag } from '@/lib/conversations/domain-flags'
import { type DueRules, dueAt } from '@/lib/organizations/due-rules'
import { defaultReviewSettings } from '@/lib/organizations/review-settings'
import type { FlaggedItemRow } from './flag-store'
import { applyFlags, refreshed } from './flags'

const rules: DueRules = {
  calendar: { timeZone: 'UTC', hours: defaultReviewSettings.workingHours, holidays: [] },
  targetMinutes: 480,
  campaignMinutes: new Map([['night-nurse', 60]]),
}
const record = { recordKey: 'r', campaign: null, rules }
const flag = (at: string | Date): Flag => ({ key: String(at), flaggedAt: new Date(at), reason: null })
const apply = (item: FlaggedItemRow | null, ...flags: Flag[]) => applyFlags(item, record, flags, () => 'id')
const openedAt = (at: string) => apply(null, flag(at)).item

test('an opened item is due a target after its flag, by its campaign', () => {
  expect(openedAt('2026-01-16T16:30Z').dueAt).toEqual(new Date('2026-01-19T16:30Z'))
  const nurse = applyFlags(null, { ...record, campaign: 'night-nurse' }, [flag('2026-01-16T16:30Z')], () => 'id')
  expect(nurse.item.dueAt).toEqual(new Date('2026-01-19T09:30Z'))
})

test('another flag on an open item leaves its due time: the candidate has not waited less', () => {
  expect(apply(openedAt('2026-01-14T10:00Z'), flag('2026-01-14T15:00Z')).item.dueAt).toEqual(
    new Date('2026-01-15T10:00Z'),
  )
})

test('a returned item is due anew, from the flag that returned it', () => {
  const resolved = {
    ...openedAt('2026-01-12T10:00Z'),
    state: 'resolved' as const,
    lastResolvedAt: new Date('2026-01-12T11:00Z'),
  }
  const { item, effect } = apply(resolved, flag('2026-01-14T10:00Z'))
  expect([effect, item.dueAt]).toEqual(['returned', new Date('2026-01-15T10:00Z')])
  const late = apply(resolved, flag('2026-01-12T10:30Z'))
  expect([late.effect, late.item.state, late.item.dueAt]).toEqual(['flagged-again', 'resolved', resolved.dueAt])
})

test('a flag wakes what sleeps, and its clock goes on with what was left', () => {
  const asleep: FlaggedItemRow = {
    ...openedAt('2026-01-12T10:00Z'),
    now: new Date('2026-01-14T16:00Z'),
    snoozedUntil: new Date('2026-02-01T09:00Z'),
    dueLeftSeconds: 2 * 3_600,
    dueAt: new Date('2026-02-02T11:00Z'),
  }
  expect(apply(asleep, flag('2026-01-14T15:59Z')).item).toMatchObject({
    ...{ snoozedUntil: null, dueLeftSeconds: null, dueAt: new Date('2026-01-15T10:00Z') },
  })
})

test('a snooze that is over has moved the due time already', () => {
  const dueAfterIt = new Date('2026-01-14T12:00Z')
  const over: FlaggedItemRow = {
    ...openedAt('2026-01-12T10:00Z'),
    ...{ now: new Date('2026-01-14T16:00Z'), snoozedUntil: new Date('2026-01-14T10:00Z') },
    ...{ dueLeftSeconds: 2 * 3_600, dueAt: dueAfterIt },
  }
  expect(apply(over, flag('2026-01-14T15:59Z')).item).toMatchObject({ snoozedUntil: null, dueAt: dueAfterIt })
})

test('a flag that was earlier than the first one known moves the due time with it, what it slept included', () => {
  const early = flag('2026-01-14T09:00Z')
  expect(apply(openedAt('2026-01-14T11:00Z'), early).item.dueAt).toEqual(new Date('2026-01-14T17:00Z'))
  // Slept four working hours: due at 15:00 on the next day instead of 11:00.
  const slept = { ...openedAt('2026-01-14T11:00Z'), dueAt: new Date('2026-01-15T15:00Z') }
  expect(apply(slept, early).item.dueAt).toEqual(new Date('2026-01-15T13:00Z'))
  expect(apply({ ...slept, dueAt: null }, early).item.dueAt).toBe(null)
})

test('flags in any order, together or one by one, give the same due time', () => {
  const moment = fc.nat(14 * 86_400).map((seconds) => new Date(Date.UTC(2026, 0, 12) + seconds * 1_000))
  fc.assert(
    fc.property(fc.uniqueArray(moment, { minLength: 1, maxLength: 5, selector: Number }), (moments) => {
      const flags = moments.map(flag)
      const first = new Date(Math.min(...moments.map(Number)))
      const oneByOne = flags.reduce<FlaggedItemRow | null>((item, each) => apply(item, each).item, null)
      for (const item of [apply(null, ...flags).item, oneByOne!])
        expect([item.openedAt, item.dueAt]).toEqual([first, dueAt(rules, null, first)])
    }),
    { verbose: 1 },
  )
})

test('a campaign that becomes known late decides as if it had been known, what it slept included', () => {
  const named = { ...record, campaign: 'night-nurse', formerCampaign: null }
  const item = openedAt('2026-01-14T10:00Z')
  expect(refreshed(item, named).dueAt).toEqual(new Date('2026-01-14T11:00Z'))
  const slept = { ...item, dueAt: new Date('2026-01-15T12:00Z') }
  expect(refreshed(slept, named).dueAt).toEqual(new Date('2026-01-14T13:00Z'))
  const resolved = { ...item, state: 'resolved' as const }
  expect(refreshed(resolved, named).dueAt).toEqual(item.dueAt)
})

test('a campaign with the same target, and one that was known, move nothing', () => {
  const item = { ...openedAt('2026-01-14T10:00Z'), dueAt: new Date('2026-01-20T10:00Z') }
  for (const named of [
    { campaign: 'another', formerCampaign: null },
    { campaign: 'night-nurse', formerCampaign: undefined },
  ])
    expect(refreshed(item, { ...record, ...named }).dueAt).toEqual(item.dueAt)
})

test('with a target for some campaigns only, a due time comes and goes with the campaign', () => {
  const some = { ...rules, targetMinutes: null }
  const item = { ...openedAt('2026-01-14T10:00Z'), dueAt: null }
  const comes = refreshed(item, { ...record, rules: some, campaign: 'night-nurse', formerCampaign: null })
  expect(comes.dueAt).toEqual(new Date('2026-01-14T11:00Z'))
  expect(refreshed(comes, { ...record, rules: some, campaign: 'b', formerCampaign: 'night-nurse' }).dueAt).toBe(null)
})
