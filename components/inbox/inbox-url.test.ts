import { expect, test } from 'vitest'
import { inboxHref, parseInboxPlace } from './inbox-url'

test('an address leads back to the place it was made of', () => {
  for (const tab of ['open', 'mine', 'resolved'] as const)
    for (const itemId of [null, '01890000-0000-7000-8000-000000000001', 'a/b?c'])
      expect(parseInboxPlace(inboxHref({ tab, itemId }))).toEqual({ tab, itemId })
})

test('what is no tab is the first, and the first is not written', () => {
  expect(parseInboxPlace('/inbox?tab=__proto__')).toEqual({ tab: 'open', itemId: null })
  expect(inboxHref({ tab: 'open', itemId: null })).toBe('/inbox')
})
