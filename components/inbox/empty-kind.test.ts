import { expect, test } from 'vitest'
import type { InboxCounts, InboxTab } from '@/lib/reviews/schema'
import { type EmptyKind, emptyKind } from './empty-kind'

const none: InboxCounts = {
  ...{ free: 0, heldByMe: 0, heldByOthers: 0, othersUntil: null },
  ...{ snoozed: 0, snoozedUntil: null, overdue: 0, resolved: 0 },
}
const kind = (tab: InboxTab, counts: Partial<InboxCounts> | null, more: { filtered?: true; hasMore?: true } = {}) =>
  emptyKind({ tab, counts: counts ? { ...none, ...counts } : undefined, filtered: false, hasMore: false, ...more })

test.each<[EmptyKind, InboxTab, Partial<InboxCounts> | null]>([
  ['no-flags', 'open', {}],
  ['all-done', 'open', { resolved: 1 }],
  ['all-asleep', 'open', { snoozed: 1, resolved: 1 }],
  ['more', 'open', { free: 1 }],
  ['more', 'open', { heldByMe: 1, resolved: 9 }],
  ['more', 'open', { heldByOthers: 1, snoozed: 3 }],
  ['unknown', 'open', null],
  ['mine', 'mine', { free: 1, heldByOthers: 1, snoozed: 1, resolved: 1 }],
  ['more', 'mine', { heldByMe: 1 }],
  ['unknown', 'mine', null],
  ['snoozed', 'snoozed', { free: 1, resolved: 1 }],
  ['more', 'snoozed', { snoozed: 1 }],
  ['resolved', 'resolved', { free: 1, snoozed: 1 }],
  ['more', 'resolved', { resolved: 1 }],
])('"%s" is said in %s with %o', (said, tab, counts) => {
  expect(kind(tab, counts)).toBe(said)
})

test('where pages are left nothing is called empty, whatever the counts and the filter', () => {
  for (const tab of ['open', 'mine', 'snoozed', 'resolved'] as const)
    for (const counts of [{}, { resolved: 1 }, null]) {
      expect(kind(tab, counts, { hasMore: true })).toBe('more')
      expect(kind(tab, counts, { hasMore: true, filtered: true })).toBe('more')
    }
})

test('under a filter what does not match says nothing of what there is', () => {
  for (const counts of [{}, { free: 3 }, null]) expect(kind('open', counts, { filtered: true })).toBe('no-match')
})
