import { hashKey } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { conversationListOptions } from '@/lib/conversations/client'
import { countSet, loadFilters, toFilters } from './conversation-filters'

const filtersOf = async (search: string) => toFilters(await loadFilters(new URLSearchParams(search)))
const searched = (text: string) => toFilters({ outcome: null, status: null, review: null }, text)

test('an address names the filters but no search; unknown values and names are no filter', async () => {
  expect(await filtersOf('q=ada&outcome=failed&status=opted-out&review=open')).toEqual({
    outcome: 'failed',
    status: 'opted-out',
    review: 'open',
  })
  expect(await filtersOf('outcome=FAILED&status=&review=__proto__&page=3')).toEqual({})
})

test('a search of spaces is none, and one that is too long is cut to what the API takes', () => {
  expect(searched('  ').q).toBeUndefined()
  expect(searched('x'.repeat(500)).q).toHaveLength(200)
})

test('no filters have one key, however they came about: what the server fetched is found in the browser', async () => {
  const key = (filters: object) => hashKey(conversationListOptions(filters).queryKey)
  expect(key(searched(''))).toBe(key({}))
})

test('the search does not count as a filter of the button that hides them', async () => {
  expect(countSet({ ...(await filtersOf('review=none&outcome=none')), q: 'ada' })).toBe(2)
})
