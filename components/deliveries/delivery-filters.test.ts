import { expect, test } from 'vitest'
import { loadFilters, toFilters } from './delivery-filters'

const filtersOf = async (search: string) => toFilters(await loadFilters(new URLSearchParams(search)))

test('without a tab it is what was received; an unknown tab is the same', async () => {
  expect(await filtersOf('')).toEqual({ tab: 'received' })
  expect(await filtersOf('tab=__proto__&state=lost')).toEqual({ tab: 'received' })
})

test('filters of one tab do not narrow the other', async () => {
  expect(await filtersOf('tab=rejected&q=conv_1&state=dead')).toEqual({ tab: 'rejected' })
  expect(await filtersOf('q=conv_1&state=dead&cause=not-json')).toEqual({ tab: 'received', q: 'conv_1', state: 'dead' })
})

test('rejected requests are found by their cause', async () => {
  expect(await filtersOf('tab=rejected&cause=wrong-signature')).toEqual({ tab: 'rejected', q: 'wrong-signature' })
  expect(await filtersOf('tab=rejected&cause=wrong')).toEqual({ tab: 'rejected' })
})
