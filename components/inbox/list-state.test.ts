import { expect, test } from 'vitest'
import { anItem } from '@/lib/platform/testing/review-item'
import { emptyList, type ListInput, newsOf, showAll, stepList } from './list-state'

const known = new Map<string, ReturnType<typeof anItem>>()
// As the query client does: an unchanged item is the same object in the next answer.
const item = (id: string) => known.get(id) ?? known.set(id, anItem({ id })).get(id)!
const answer = (ids: string, more: Partial<ListInput> = {}): ListInput => ({
  view: '',
  fresh: [...ids].map(item),
  pages: 1,
  hold: 'none',
  endVisible: false,
  ...more,
})
const idsOf = (list: { rows: { item: { id: string } }[] }) => list.rows.map((row) => row.item.id).join('')
const start = (ids: string) => stepList(emptyList(''), answer(ids))

test('the first answer of a view is no news', () => {
  expect(newsOf(start('abc'))).toEqual({ count: 0, above: false })
})

test('what is added at the end out of sight is shown and announced, and announced no more once its place was seen', () => {
  const added = stepList(start('abc'), answer('abcde'))
  expect(idsOf(added)).toBe('abcde')
  expect(newsOf(added)).toEqual({ count: 2, above: false })
  const seen = stepList(added, answer('abcde', { endVisible: true }))
  expect(newsOf(stepList(seen, answer('abcde'))).count).toBe(0)
})

test('what would push rows down waits while the reader is there, and comes at her wish', () => {
  const input = answer('xyabc', { hold: 'all' })
  const waiting = stepList(start('abc'), input)
  expect(idsOf(waiting)).toBe('abc')
  expect(newsOf(waiting)).toEqual({ count: 2, above: true })
  const shown = showAll(input)
  expect([idsOf(shown), newsOf(shown).count]).toEqual(['xyabc', 0])
})

test('a page that the reader asked for is no news', () => {
  expect(newsOf(stepList(start('abc'), answer('abcdef', { pages: 2 }))).count).toBe(0)
})

test('another view starts anew, empty until its first answer', () => {
  const waiting = stepList(start('abc'), answer('', { view: 'tab=mine', fresh: undefined }))
  expect(waiting).toMatchObject({ view: 'tab=mine', started: false, rows: [] })
  expect(newsOf(stepList(waiting, answer('a', { view: 'tab=mine' }))).count).toBe(0)
})

test('an answer that changes nothing changes nothing: the same object', () => {
  const list = start('abc')
  expect(stepList(list, answer('abc'))).toBe(list)
  const seen = stepList(list, answer('abc', { endVisible: true }))
  expect(stepList(seen, answer('abc', { endVisible: true }))).toBe(seen)
})
