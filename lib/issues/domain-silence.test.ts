import { describe, expect, test } from 'vitest'
import { comparedSpans, knownDays, normallySpeaks, quietSpan } from './domain-silence'

const WEEK = 7
const at = (text: string) => new Date(`2026-03-${text}:00Z`)

describe('whether an endpoint would normally have spoken', () => {
  const cases: [string, { byDaysAgo: number[]; before?: number[]; days?: number }, boolean][] = [
    ['spoke at this time on every day', { byDaysAgo: [9, 9, 9, 9, 9, 9, 9] }, true],
    ['a Friday of a working week', { byDaysAgo: [9, 9, 9, 9, 0, 0, 9] }, true],
    ['a Friday after a holiday', { byDaysAgo: [9, 0, 9, 9, 0, 0, 9] }, true],
    ['a Saturday of a working week', { byDaysAgo: [9, 9, 9, 9, 9, 0, 0] }, false],
    ['a Monday of a working week', { byDaysAgo: [0, 0, 9, 9, 9, 9, 9] }, true],
    ['a night', { byDaysAgo: [0, 0, 0, 0, 0, 0, 0] }, false],
    ['one event at this time on each day is chance', { byDaysAgo: [1, 2, 1, 0, 3, 1, 4] }, false],
    ['it spoke at this time only a week ago', { byDaysAgo: [0, 0, 0, 0, 0, 0, 9] }, false],
    ['its second day, and it spoke yesterday', { byDaysAgo: [9, 0, 0, 0, 0, 0, 0], days: 1 }, true],
    ['its second day, and yesterday it was quiet too', { byDaysAgo: [0, 0, 0, 0, 0, 0, 0], days: 1 }, false],
    ['its first Saturday, after two days', { byDaysAgo: [0, 9, 9, 0, 0, 0, 0], days: 3 }, false],
    ['its fourth day, half of them silent', { byDaysAgo: [9, 0, 9, 0, 0, 0, 0], days: 4 }, true],
    ['its first day, steady until it stopped', { byDaysAgo: [], before: [5, 9, 5], days: 0 }, true],
    ['its first day, one burst', { byDaysAgo: [], before: [99, 0, 0], days: 0 }, false],
  ]
  test.each(cases)('%s', (_, { byDaysAgo, before = [0, 0, 0], days = WEEK }, expected) => {
    expect(normallySpeaks({ byDaysAgo, before }, days)).toBe(expected)
  })
})

test('the quiet is compared with the same time of seven days and with the time just before, at most a day of it', () => {
  const { byDaysAgo, before } = comparedSpans(quietSpan(at('20T10:00'), at('20T11:00')))
  expect(byDaysAgo).toHaveLength(WEEK)
  expect([byDaysAgo[0], byDaysAgo[6]]).toEqual([
    { from: at('19T10:00'), to: at('19T11:00') },
    { from: at('13T10:00'), to: at('13T11:00') },
  ])
  expect(before[0]).toEqual({ from: at('20T09:00'), to: at('20T10:00') })
  expect(before.at(-1)).toEqual({ from: at('20T07:00'), to: at('20T08:00') })
  expect(quietSpan(at('01T00:00'), at('20T11:00')).from).toEqual(at('19T11:00'))
})

test('only days on which the endpoint was there are compared', () => {
  const quiet = { from: at('20T10:00'), to: at('20T11:00') }
  const days = ['20T09:00', '19T11:00', '19T10:00', '01T00:00', '21T00:00'].map((day) => knownDays(at(day), quiet))
  expect(days).toEqual([0, 0, 1, WEEK, 0])
})
