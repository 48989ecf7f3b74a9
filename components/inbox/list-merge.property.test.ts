import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anItem } from '@/lib/platform/testing/review-item'
import { mergeRows } from './list-merge'

const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 15 })
const items = (list: readonly string[]) => list.map((id) => anItem({ id }))
const shown = (list: readonly string[]) => items(list).map((item) => ({ item, gone: false }))
const idsOf = (rows: readonly { item: { id: string } }[]) => rows.map(({ item }) => item.id)

test('with the pointer in the list, every shown row stays at its place, whatever the server answers', () => {
  fc.assert(
    fc.property(ids, ids, (before, fresh) => {
      fc.pre(before.length > 0)
      const { rows } = mergeRows(shown(before), items(fresh), 'all')
      expect(idsOf(rows).slice(0, before.length)).toEqual(before)
    }),
  )
})

test('nothing is lost: what is not shown is counted as withheld, and what is shown twice never happens', () => {
  fc.assert(
    fc.property(ids, ids, fc.constantFrom('all', 'inserts', 'none'), (before, fresh, hold) => {
      const { rows, withheld } = mergeRows(shown(before), items(fresh), hold)
      const live = rows.filter(({ gone }) => !gone)
      expect(live.length + withheld).toBe(fresh.length)
      expect(new Set(idsOf(rows)).size).toBe(rows.length)
    }),
  )
})

test('a row that is gone is marked, keeps what it said, and goes when the reader looks away', () => {
  fc.assert(
    fc.property(ids, ids, (before, fresh) => {
      const held = mergeRows(shown(before), items(fresh), 'all')
      expect(idsOf(held.rows.filter(({ gone }) => gone))).toEqual(
        before.length === 0 ? [] : before.filter((id) => !fresh.includes(id)),
      )
      expect(mergeRows(held.rows, items(fresh), 'none').rows).toEqual(shown(fresh))
    }),
  )
})

test('scrolled, rows may leave but none is pushed in between', () => {
  fc.assert(
    fc.property(ids, ids, (before, fresh) => {
      fc.pre(before.length > 0)
      const kept = before.filter((id) => fresh.includes(id))
      const { rows } = mergeRows(shown(before), items(fresh), 'inserts')
      expect(idsOf(rows).slice(0, kept.length)).toEqual(kept)
    }),
  )
})

test('in an order that changes, as by due time, a held list keeps each row at its place with its new facts', () => {
  fc.assert(
    fc.property(ids, fc.infiniteStream(fc.nat()), fc.constantFrom('all', 'inserts'), (list, random, hold) => {
      const later = items(list).map((item) => ({ ...item, version: 1 }))
      const moved = later.map((item) => ({ item, at: random.next().value! })).sort((a, b) => a.at - b.at)
      const { rows, withheld } = mergeRows(
        shown(list),
        moved.map(({ item }) => item),
        hold,
      )
      expect(rows).toEqual(later.map((item) => ({ item, gone: false })))
      expect(withheld).toBe(0)
    }),
  )
})
