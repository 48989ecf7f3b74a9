import { expect, test } from 'vitest'
import type { InboxFilter } from '@/lib/reviews/filter'
import { filterChips, waitingWords } from './filter-words'

const nameOf = (id: string) => (id === 'ana' ? 'Ana Pereira' : undefined)
const wordsOf = (filter: InboxFilter) => filterChips(filter, nameOf).map(({ words }) => words)

test('each part of a filter is a chip of its own, in words', () => {
  const filter: InboxFilter = {
    ...{ campaign: ['Leeds', 'Utrecht'], reason: 'visa', holder: 'me', due: 'overdue', olderThanHours: 72 },
    ...{ returned: true, scoreMin: 2, scoreMax: 4.5, failed: 'Licence?', forMe: true, sort: 'newest' },
  }
  expect(wordsOf(filter)).toEqual([
    ...['Leeds', 'Utrecht', 'Reason: “visa”', 'Held by me', 'Overdue', 'Returned', 'Waiting over 3 days'],
    ...['Score at least 2', 'Score at most 4.5', 'Failed: Licence?', 'For me first'],
  ])
  expect(wordsOf({ reason: 'none', notScored: true })).toEqual(['Popp gave no reason', 'Not scored'])
  expect(wordsOf({ sort: 'score' })).toEqual([])
})

test('a chip takes away its own part and leaves the rest', () => {
  const filter: InboxFilter = { campaign: ['Leeds', 'Utrecht'], due: 'soon', sort: 'newest' }
  const [leeds, , soon] = filterChips(filter, nameOf)
  expect(leeds!.without).toEqual({ ...filter, campaign: ['Utrecht'] })
  expect(soon!.without).toEqual({ ...filter, due: undefined })
  expect(filterChips({ campaign: ['Leeds'] }, nameOf)[0]!.without.campaign).toBeUndefined()
})

test('a holder is named where the name is known', () => {
  expect(wordsOf({ holder: 'ana' })).toEqual(['Held by Ana Pereira'])
  expect(wordsOf({ holder: 'bo' })).toEqual(['Held by a colleague'])
})

test('hours are said in days from two days on', () => {
  expect([1, 24, 30, 48, 168].map(waitingWords).map((words) => words.slice('Waiting over '.length))).toEqual([
    ...['1 hour', '24 hours', '30 hours', '2 days', '7 days'],
  ])
})
