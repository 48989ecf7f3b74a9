import { expect, test } from 'vitest'
import { holdStill, type RowOrder, sameList, settle } from './steady-rows'

type Row = { id: string; at: string; word?: string }
const order: RowOrder<Row> = { key: (row) => row.id, rank: (row) => row.at }
const a: Row = { id: 'a', at: '30' }
const b: Row = { id: 'b', at: '20' }
const c: Row = { id: 'c', at: '10' }
const shown = settle([a, b], order)
const ids = (list: typeof shown) => list.rows.map(({ row, gone }) => (gone ? `(${row.id})` : row.id)).join('')

test('new rows above are counted and move nothing', () => {
  const held = holdStill(shown, [{ id: 'x', at: '40' }, { id: 'y', at: '35' }, a, b], order, true)
  expect([ids(held), held.news]).toEqual(['ab', 2])
})

test('a shown row whose rank rose stays in place with its new facts, and is counted', () => {
  const held = holdStill(shown, [{ id: 'b', at: '50', word: 'passed' }, a], order, true)
  expect([ids(held), held.news, held.rows[1]!.row.word]).toEqual(['ab', 1, 'passed'])
})

test('the next page is added at the end and is not news', () => {
  const held = holdStill(shown, [a, b, c], order, true)
  expect([ids(held), held.news]).toEqual(['abc', 0])
})

test('after every shown row rose, new ones above are still news and nothing is added below', () => {
  const held = holdStill(
    shown,
    [
      { id: 'x', at: '60' },
      { id: 'b', at: '50' },
      { id: 'a', at: '45' },
    ],
    order,
    true,
  )
  expect([ids(held), held.news]).toEqual(['ab', 3])
})

test('a row that left the view keeps its place and says so', () => {
  expect(ids(holdStill(shown, [b], order, true))).toBe('(a)b')
  expect(ids(holdStill(shown, [], order, true))).toBe('(a)(b)')
})

test('a row pushed off the end of the pages asked for has not left the view', () => {
  const held = holdStill(shown, [{ id: 'x', at: '40' }, a], order, false)
  expect([ids(held), held.news]).toEqual(['ab', 1])
})

test('news is counted against the places on screen, not added up over answers', () => {
  const first = holdStill(shown, [{ id: 'x', at: '40' }, a, b], order, true)
  const second = holdStill(first, [{ id: 'y', at: '41' }, { id: 'x', at: '40' }, a, b], order, true)
  expect(second.news).toBe(2)
  expect(ids(settle([{ id: 'y', at: '41' }, a], order))).toBe('ya')
})

test('an answer that changes nothing gives the same list, so that nothing is drawn again', () => {
  expect(sameList(shown, holdStill(shown, [a, b], order, true))).toBe(true)
  expect(sameList(shown, holdStill(shown, [{ ...a, word: 'failed' }, b], order, true))).toBe(false)
})

test('an empty list that is held shows what arrives', () => {
  expect(ids(holdStill(settle([], order), [a, b], order, true))).toBe('ab')
})
