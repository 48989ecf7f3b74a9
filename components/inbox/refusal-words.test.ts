import { expect, test } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import type { ReviewItem } from '@/lib/reviews/schema'
import { refusalWords } from './refusal-words'

const clock = (iso: string) => iso.slice(11, 16)
const seen = anItem()
const undone = (reason: string, item: ReviewItem) =>
  refusalWords(
    { problem: { type: '/problems/conflict', title: 'It has changed', status: 409, reason }, holder: null, item, seen },
    clock,
  )

test('a refused undo says who or what stands in its way', () => {
  expect(undone('changed-since', anItem({ holder: heldBy('bo', 'Bo Lee') }))).toBe(
    'This item has changed since, so it stays as it is. Bo Lee claimed it.',
  )
  expect(undone('changed-since', anItem({ flagCount: 2 }))).toContain('Popp flagged it again.')
  const resolution = {
    outcome: 'proceed',
    reason: null,
    byMemberId: 'bo',
    byName: 'Bo Lee',
    at: '2026-01-14T14:20:00.000Z',
  } as const
  expect(undone('changed-since', anItem({ state: 'resolved', resolution }))).toBe(
    'Bo Lee resolved this already: Proceed.',
  )
  expect(undone('changed-since', seen)).toBe('This item has changed since, so it stays as it is.')
})

test.each(['undo-too-late', 'not-snoozed', 'not-allowed', 'not-held'])('%s has words of its own', (reason) => {
  expect(undone(reason, seen)).not.toBe('It has changed')
})
