import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import type { ReviewItem } from '@/lib/reviews/schema'
import type { ShownRow } from './list-merge'
import {
  allSelected,
  extendedTo,
  knownItems,
  listState,
  loadedSelected,
  nothingSelected,
  type Selection,
  selectedItems,
  shownCount,
  toggled,
  withOwnClaims,
} from './selection'

const item = (id: string, part: Partial<ReviewItem> = {}) => anItem({ id, ...part })
const rowsOf = (...ids: string[]): ShownRow[] => ids.map((id) => ({ item: item(id), gone: false }))
const rows = rowsOf('a', 'b', 'c', 'd', 'e')
const ids = (selection: Selection) => [...selection.seen.keys()].sort().join('')

test('a row is selected and taken out again; the last one out leaves nothing behind', () => {
  const one = toggled(nothingSelected, item('a'))
  expect(ids(toggled(one, item('c')))).toBe('ac')
  expect(toggled(one, item('a'))).toBe(nothingSelected)
})

test('a range grows and shrinks from where it began, and keeps what was selected before it', () => {
  const before = toggled(toggled(nothingSelected, item('a')), item('c'))
  const grown = extendedTo(before, rows, 'e')
  expect(ids(grown)).toBe('acde')
  expect(ids(extendedTo(grown, rows, 'd'))).toBe('acd')
  expect(ids(extendedTo(grown, rows, 'b'))).toBe('abc')
})

test('without a beginning, or when its row has left the list, a range is the one row', () => {
  expect(ids(extendedTo(nothingSelected, rows, 'c'))).toBe('c')
  const left = toggled(nothingSelected, item('z'))
  expect(ids(extendedTo(left, rows, 'c'))).toBe('cz')
  expect(ids(extendedTo(extendedTo(left, rows, 'c'), rows, 'd'))).toBe('cdz')
  expect(extendedTo(left, rows, 'nowhere')).toBe(left)
})

test('a range and the whole list pass over rows that are no longer of the list', () => {
  const some = rows.map((row) => (row.item.id === 'b' ? { ...row, gone: true } : row))
  expect(ids(extendedTo(toggled(nothingSelected, item('a')), some, 'c'))).toBe('ac')
  expect(ids(loadedSelected(nothingSelected, some))).toBe('acde')
  expect(listState(loadedSelected(nothingSelected, some), some)).toBe('all')
})

test('what changes after it was selected keeps the version that was seen', () => {
  const selection = toggled(nothingSelected, item('a', { version: 3 }))
  const changed: ShownRow[] = [{ item: item('a', { version: 4, flagCount: 2 }), gone: false }, ...rowsOf('b')]
  for (const next of [
    loadedSelected(selection, changed),
    extendedTo(selection, changed, 'b'),
    allSelected(selection, changed, { items: [{ id: 'a', version: 4 }], more: false }),
    withOwnClaims(selection, changed, 'me'),
  ])
    expect(selectedItems(next)).toContainEqual({ id: 'a', version: 3 })
})

test('a claim of one’s own, renewed or given up, is no change behind one’s back; everybody else’s is', () => {
  const mine = heldBy('me')
  const selection = toggled(nothingSelected, item('a', { version: 3, holder: mine }))
  const versionAfter = (part: Partial<ReviewItem>, from = selection) =>
    selectedItems(withOwnClaims(from, [{ item: item('a', { version: 5, ...part }), gone: false }], 'me'))[0]?.version
  expect(versionAfter({ holder: { ...mine, until: '2026-01-14T15:00:00.000Z' } })).toBe(5)
  expect(versionAfter({ holder: null })).toBe(5)
  expect(versionAfter({ holder: heldBy('bo') })).toBe(3)
  expect(versionAfter({ holder: mine, flagCount: 2 })).toBe(3)
  const free = toggled(nothingSelected, item('a', { version: 3 }))
  expect(versionAfter({ holder: mine }, free)).toBe(5)
  expect(versionAfter({ holder: null }, free)).toBe(3)
  expect(withOwnClaims(selection, rows, 'me')).toBe(selection)
})

test('a range still shrinks after an own claim was renewed in it', () => {
  const range = extendedTo(toggled(nothingSelected, item('a')), rows, 'c')
  const renewed: ShownRow[] = [
    ...rowsOf('a', 'b'),
    { item: item('c', { version: 1, holder: heldBy('me') }), gone: false },
  ]
  expect(ids(extendedTo(withOwnClaims(range, renewed, 'me'), renewed, 'b'))).toBe('ab')
})

test('all loaded rows at once offer all that match; any other choice takes the offer back', () => {
  const loaded = loadedSelected(nothingSelected, rows)
  expect(loaded.offersAll).toBe(true)
  expect(toggled(loaded, item('a')).offersAll).toBe(false)
  expect(loadedSelected(nothingSelected, [])).toBe(nothingSelected)
})

test('all that match are those of this moment, with what is known of them; what was selected besides stays', () => {
  const before = toggled(nothingSelected, item('elsewhere', { version: 7 }))
  const items = ['a', 'b', 'not-loaded'].map((id) => ({ id, version: 0 }))
  const all = allSelected(before, rows, { items, more: true })
  expect(selectedItems(all)).toHaveLength(4)
  expect(all).toMatchObject({ all: { more: true }, offersAll: false })
  expect(knownItems(all).map(({ id }) => id)).toEqual(['a', 'b', 'elsewhere'])
  expect([shownCount(all, rows), listState(all, rows)]).toEqual([2, 'some'])
})

test('the list’s own box is full only when every row is selected, and half when something else is', () => {
  expect(listState(nothingSelected, rows)).toBe('none')
  expect(listState(nothingSelected, [])).toBe('none')
  expect(listState(toggled(nothingSelected, item('a')), rows)).toBe('some')
  expect(listState(toggled(nothingSelected, item('gone')), rows)).toBe('some')
  expect(listState(loadedSelected(nothingSelected, rows), rows)).toBe('all')
})

test('whatever is pressed, nothing is selected twice, unseen, or with a version that was not on screen', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const step = fc.oneof(
    id.map((one) => (from: Selection) => toggled(from, item(one))),
    id.map((one) => (from: Selection) => extendedTo(from, rows, one)),
    fc.constant((from: Selection) => loadedSelected(from, rows)),
    fc.constant((from: Selection) => withOwnClaims(from, rows, 'me')),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const end = steps.reduce((selection, next) => next(selection), nothingSelected)
      expect(selectedItems(end).every(({ version }) => version === 0)).toBe(true)
      expect(shownCount(end, rows)).toBe(end.seen.size)
      expect(end.seen.size === 0).toBe(listState(end, rows) === 'none')
    }),
  )
})
