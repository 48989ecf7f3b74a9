import { expect, test } from 'vitest'
import { inboxTabs } from '@/lib/reviews/schema'
import { inboxHref, parseInboxPlace } from './inbox-url'

const filters = [
  {},
  { campaign: ['A & B', 'C?d=e'], due: 'overdue', sort: 'newest' },
  { reason: '50% + #1 “why?”' },
] as const

test('an address leads back to the place it was made of', () => {
  for (const tab of inboxTabs)
    for (const filter of filters)
      for (const itemId of [null, '01890000-0000-7000-8000-000000000001', 'a/b?c']) {
        const place = { tab, itemId, filter: structuredClone(filter) as object }
        expect(parseInboxPlace(inboxHref(place))).toEqual(place)
      }
})

test('what is no tab is the first, and the first is not written', () => {
  expect(parseInboxPlace('/inbox?tab=__proto__')).toEqual({ tab: 'open', itemId: null, filter: {} })
  expect(inboxHref({ tab: 'open', itemId: null, filter: {} })).toBe('/inbox')
})

test('moving to an item and to another tab keeps the filter', () => {
  const place = parseInboxPlace('/inbox?due=overdue')
  expect(inboxHref({ ...place, itemId: 'one' })).toBe('/inbox/one?due=overdue')
  expect(inboxHref({ ...place, tab: 'mine' })).toBe('/inbox?tab=mine&due=overdue')
})
