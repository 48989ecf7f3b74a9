import { expect, test } from 'vitest'
import { dueAt, leftSeconds, resumeDue, toDueRules } from './due-rules'
import { defaultReviewSettings } from './review-settings'

const rules = toDueRules({
  ...defaultReviewSettings,
  timeZone: 'Europe/Amsterdam',
  campaignTargets: [{ campaign: 'night-nurse', dueTargetMinutes: 60 }],
})
const friday = new Date('2026-01-16T16:30+01:00')

test('a campaign’s own target goes before the organization’s', () => {
  expect(dueAt(rules, 'night-nurse', friday)).toEqual(new Date('2026-01-19T09:30+01:00'))
  expect(dueAt(rules, 'another', friday)).toEqual(new Date('2026-01-19T16:30+01:00'))
  expect(dueAt(rules, null, friday)).toEqual(new Date('2026-01-19T16:30+01:00'))
})

test('without a target of the organization only campaigns with their own have due times', () => {
  const without = { ...rules, targetMinutes: null }
  expect(dueAt(without, 'another', friday)).toBe(null)
  expect(dueAt(without, null, friday)).toBe(null)
  expect(dueAt(without, 'night-nurse', friday)).not.toBe(null)
})

test('a clock that stood still goes on with what was left, in working time', () => {
  const due = dueAt(rules, 'night-nurse', friday)!
  const left = leftSeconds(rules, due, new Date('2026-01-16T16:50+01:00'))
  expect(left).toBe(40 * 60)
  // Woken on a Saturday, it is Monday's work.
  expect(resumeDue(rules, left, new Date('2026-01-24T12:00+01:00'))).toEqual(new Date('2026-01-26T09:40+01:00'))
})

test('what is overdue has nothing left and is due the moment it wakes', () => {
  const later = new Date('2026-01-20T11:00+01:00')
  expect(leftSeconds(rules, friday, later)).toBe(0)
  expect(resumeDue(rules, 0, later)).toEqual(later)
})

test('a zone that this machine does not know counts as UTC: the queue goes on', () => {
  const lost = toDueRules({ ...defaultReviewSettings, timeZone: 'Mars/Olympus' })
  expect(dueAt(lost, null, new Date('2026-01-16T16:30Z'))).toEqual(new Date('2026-01-19T16:30Z'))
})
