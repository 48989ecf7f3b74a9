import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repeatedAsLists } from '@/lib/platform/http/search-params'
import { newId } from '@/lib/platform/ids'
import {
  dueFilters,
  type InboxFilter,
  type InboxView,
  inboxFilter,
  inboxSorts,
  isFiltered,
  parseFilter,
  parseView,
  reasonFilter,
  toSearch,
  viewSearch,
} from './filter'
import { inboxTabs } from './schema'

const words = (max: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((text) => text.isWellFormed() && text.length <= max)
const scores = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((score) => score + 0)
const on = fc.constant(true as const)

const filters: fc.Arbitrary<InboxFilter> = fc.record(
  {
    campaign: fc.uniqueArray(words(1_000), { minLength: 1, maxLength: 20 }).map((names) => names.sort()),
    reason: words(200).filter((text) => text.trim() === text),
    holder: fc.oneof(
      fc.constantFrom('nobody', 'anyone', 'me'),
      fc.nat().map(() => newId()),
    ),
    due: fc.constantFrom(...dueFilters),
    ...{ returned: on, notScored: on, forMe: on },
    olderThanHours: fc.integer({ min: 1, max: 8_760 }),
    scoreMin: scores,
    scoreMax: scores,
    failed: words(4_000),
    sort: fc.constantFrom(...inboxSorts.filter((sort) => sort !== 'due')),
  },
  { requiredKeys: [] },
)
const views: fc.Arbitrary<InboxView> = fc.record({ tab: fc.constantFrom(...inboxTabs), filter: filters })

test('an address leads back to the view that it was made of, and the API reads it alike', () => {
  fc.assert(
    fc.property(views, (view) => {
      expect(parseView(viewSearch(view))).toEqual(view)
      expect(inboxFilter.parse(repeatedAsLists(toSearch(view.filter)))).toEqual(view.filter)
    }),
  )
})

test('equal views have equal addresses, in whatever order their parameters came', () => {
  fc.assert(
    fc.property(views, fc.infiniteStream(fc.nat()), (view, random) => {
      const pairs = [...new URLSearchParams(viewSearch(view))]
      const shuffled = pairs.map((pair) => ({ pair, at: random.next().value! })).sort((a, b) => a.at - b.at)
      const search = new URLSearchParams(shuffled.map(({ pair }) => pair))
      expect(viewSearch(parseView(search))).toBe(viewSearch(view))
    }),
  )
})

test('no address breaks the page: what is no filter is not there, the rest counts', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), (search) => {
      const filter = parseFilter(new URLSearchParams(search))
      expect(inboxFilter.parse(repeatedAsLists(toSearch(filter)))).toEqual(filter)
    }),
  )
  const address =
    'tab=__proto__&due=yesterday&scoreMin=x&scoreMax=&returned=yes&holder=ada&sort=due&colour=blue&campaign=A'
  expect(parseView(address)).toEqual({ tab: 'open', filter: { campaign: ['A'] } })
  expect(parseView({ tab: ['mine', 'open'], due: ['soon', 'none'] })).toEqual({ tab: 'open', filter: {} })
})

test.each([
  ['campaign', ''],
  ['reason', '  '],
  ['holder', 'ada'],
  ['due', 'yesterday'],
  ['returned', 'true'],
  ['olderThanHours', '0'],
  ['olderThanHours', '1.5'],
  ['scoreMin', 'high'],
  ['scoreMax', ' '],
  ['scoreMax', 'Infinity'],
  ['notScored', ''],
  ['failed', ''],
  ['forMe', '0'],
  ['sort', 'name'],
])('the API names a wrong %s (%j)', (field, value) => {
  expect(inboxFilter.safeParse({ [field]: value }).error?.issues.map(({ path }) => path[0])).toEqual([field])
})

test('a candidate’s name is no filter', () => {
  expect(parseFilter({ q: 'Ada', name: 'Ada', candidateName: 'Ada' })).toEqual({})
})

test('the word "none" can be looked for in reasons', () => {
  expect(reasonFilter(' none ')).toBe('NONE')
  expect(reasonFilter('None of it')).toBe('None of it')
  expect(reasonFilter('  ')).toBeUndefined()
})

test('an order of its own leaves nothing out', () => {
  expect([isFiltered({}), isFiltered({ sort: 'newest' }), isFiltered({ returned: true })]).toEqual([false, false, true])
})
