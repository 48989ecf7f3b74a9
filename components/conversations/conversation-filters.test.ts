import { hashKey } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { conversationListOptions } from '@/lib/conversations/client'
import { countSet, loadFilters, toFilters } from './conversation-filters'

const filtersOf = async (search: string) => toFilters(await loadFilters(new URLSearchParams(search)))

test('an address names the filters; unknown values and names are no filter', async () => {
  expect(await filtersOf('q=ada&outcome=failed&status=opted-out&review=open')).toEqual({
    q: 'ada',
    outcome: 'failed',
    status: 'opted-out',
    review: 'open',
  })
  expect(await filtersOf('outcome=FAILED&status=&review=__proto__&page=3')).toEqual({})
})

test('a search of spaces is none, and one that is too long is cut to what the API takes', async () => {
  expect((await filtersOf('q=%20%20')).q).toBeUndefined()
  expect((await filtersOf(`q=${'x'.repeat(500)}`)).q).toHaveLength(200)
})

test('no filters have one key, however they came about: what the server fetched is found in the browser', async () => {
  const key = (filters: object) => hashKey(conversationListOptions(filters).queryKey)
  expect(key(await filtersOf('q='))).toBe(key({}))
})

test('the search does not count as a filter of the button that hides them', async () => {
  expect(countSet(await filtersOf('q=ada&review=none&outcome=none'))).toBe(2)
})
