import { expect, test } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { goneWords } from './gone-words'

const asleep = { until: '2026-01-15T09:00:00.000Z', byMemberId: 'ana', byName: 'Ana Pereira' }
const mine = anItem({ holder: heldBy('ana') })

test.each([
  ['open', anItem({ state: 'resolved' }), 'Resolved'],
  ['open', anItem({ snooze: asleep }), 'Snoozed'],
  ['open', anItem(), 'No longer in this view'],
  ['open', undefined, 'Not open any more'],
  ['mine', anItem(), 'No longer yours'],
  ['mine', anItem({ state: 'resolved' }), 'Resolved'],
  ['mine', mine, 'No longer in this view'],
  ['snoozed', anItem(), 'Awake'],
  ['snoozed', mine, 'Awake'],
  ['resolved', anItem(), 'Re-opened'],
  ['resolved', anItem({ state: 'resolved' }), 'No longer in this view'],
] as const)('a row that left %s says what became of it', (tab, item, words) => {
  expect(goneWords(tab, item, 'ana')).toBe(words)
})
