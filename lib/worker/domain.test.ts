import { expect, test } from 'vitest'
import { backoffSeconds, groupByRecord, inChunks, SUSPECT_ATTEMPTS } from './domain'

test('the delay doubles, is capped at five minutes and varies by half', () => {
  expect([1, 2, 5].map((attempts) => backoffSeconds(attempts, 0.5))).toEqual([1, 2, 16])
  expect(backoffSeconds(40, 0.5)).toBe(300)
  expect([backoffSeconds(1, 0), backoffSeconds(1, 0.999)]).toEqual([0.5, 1.499])
})

test('events of one record form one group, in one organization only', () => {
  const events = ['a/1', 'b/1', 'a/1', 'a/'].map((text) => {
    const [organizationId, recordKey] = text.split('/')
    return { organizationId: organizationId!, recordKey: recordKey || null }
  })
  expect(groupByRecord(events).map((group) => group.events.length)).toEqual([2, 1, 1])
})

test('records tried least come first, and suspects stand alone', () => {
  const group = (recordKey: string, attempts: number) => ({ organizationId: 'o', recordKey, events: [{ attempts }] })
  const groups = [
    group('late', SUSPECT_ATTEMPTS + 1),
    group('a', 1),
    group('b', 2),
    group('c', 1),
    group('suspect', SUSPECT_ATTEMPTS),
  ]
  const keys = inChunks(groups, 2).map((chunk) => chunk.map(({ recordKey }) => recordKey))
  expect(keys).toEqual([['a', 'c'], ['b'], ['suspect'], ['late']])
})
