import { expect, test } from 'vitest'
import { dueState, dueWords } from './due-words'

// A Wednesday.
const now = Date.parse('2026-01-14T10:00:00.000Z')
const words = (dueAt: string, timeZone = 'UTC') => dueWords(dueAt, now, timeZone)

test.each([
  ['2026-01-14T09:59:59.999Z', 'overdue'],
  ['2026-01-14T10:00:00.000Z', 'overdue'],
  ['2026-01-14T10:00:00.001Z', 'soon'],
  ['2026-01-14T11:00:00.000Z', 'soon'],
  ['2026-01-14T11:00:00.001Z', 'later'],
])('%s is %s', (dueAt, state) => expect(dueState(dueAt, now)).toBe(state))

test('without a due time, or with one that is none, there is no state', () => {
  expect([dueState(null, now), dueState('soon', now)]).toEqual([null, null])
})

test.each([
  ['2026-01-14T10:00:00.000Z', 'Overdue'],
  ['2026-01-14T09:55:00.000Z', 'Overdue 5m'],
  ['2026-01-14T07:30:00.000Z', 'Overdue 2h'],
  ['2026-01-12T10:00:01.000Z', 'Overdue 47h'],
  ['2026-01-11T09:00:00.000Z', 'Overdue 3d'],
  ['2026-01-14T10:00:20.000Z', 'Due in 1m'],
  ['2026-01-14T10:40:59.000Z', 'Due in 40m'],
  ['2026-01-14T11:00:00.000Z', 'Due in 60m'],
  ['2026-01-14T16:30:00.000Z', 'Due 16:30'],
  ['2026-01-19T09:30:00.000Z', 'Due Mon 09:30'],
  ['2026-01-21T09:30:00.000Z', 'Due 21 Jan'],
])('%s reads "%s"', (dueAt, read) => expect(words(dueAt)).toBe(read))

test('day and hour are those of the reader’s zone', () => {
  expect(words('2026-01-14T23:30:00.000Z', 'Europe/Amsterdam')).toBe('Due Thu 00:30')
  expect(words('2026-01-14T23:30:00.000Z', 'America/New_York')).toBe('Due 18:30')
})
