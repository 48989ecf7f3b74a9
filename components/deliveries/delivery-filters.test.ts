import { expect, test } from 'vitest'
import { loadFilters, toFilter, toState } from './delivery-filters'

const filterOf = async (search: string) => toFilter(await loadFilters(new URLSearchParams(search)))

test('without a tab it is what was received; an unknown tab is the same', async () => {
  expect(await filterOf('')).toEqual({ tab: 'received' })
  expect(await filterOf('tab=__proto__&state=lost')).toEqual({ tab: 'received' })
})

test('filters of one tab do not narrow the other', async () => {
  expect(await filterOf('tab=rejected&q=conv_1&state=dead')).toEqual({ tab: 'rejected' })
  expect(await filterOf('q=conv_1&state=dead&cause=not-json')).toEqual({ tab: 'received', q: 'conv_1', state: 'dead' })
  expect(await filterOf('tab=rejected&cause=wrong-signature&status=401&within=7d')).toEqual({
    ...{ tab: 'rejected', cause: 'wrong-signature', status: 401, within: '7d' },
  })
})

test('what is no possible value is no filter', async () => {
  const search = 'endpoint=here&from=yesterday&to=2026-11-26&copies=yes&type=&error=%20&within=1y&source=mail'
  expect(await filterOf(search)).toEqual({ tab: 'received' })
})

test('an address says a filter in full, and what is not in it is taken away', async () => {
  const filter = await filterOf('type=A,B&copies=1&from=2026-11-26T09:00:00Z&error=deadlock')
  expect(filter).toEqual({
    ...{ tab: 'received', type: ['A', 'B'], copies: true, from: '2026-11-26T09:00:00Z', error: 'deadlock' },
  })
  expect(toFilter(toState(filter) as Parameters<typeof toFilter>[0])).toEqual(filter)
  expect(toState({ tab: 'received' })).toMatchObject({ q: null, type: null, copies: null, from: null })
})
