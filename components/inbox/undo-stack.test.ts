import { expect, test } from 'vitest'
import { latestOffer, UNDO_MS, type UndoOffer, withOffer, withoutOffer } from './undo-stack'

const NOW = 1_000_000
const offer = (id: string, part: Partial<UndoOffer> = {}): UndoOffer => ({
  id,
  itemId: `item of ${id}`,
  words: 'Skipped',
  until: NOW + UNDO_MS,
  undo: () => {},
  ...part,
})
const idOf = (found: UndoOffer | null) => found?.id ?? null

test('undo means the latest action, and after it the one before, as long as their ten seconds run', () => {
  const offers = withOffer(withOffer([], offer('first'), NOW), offer('second', { until: NOW + UNDO_MS + 4_000 }), NOW)
  expect(idOf(latestOffer(offers, NOW))).toBe('second')
  expect(idOf(latestOffer(withoutOffer(offers, 'second'), NOW))).toBe('first')
  expect(idOf(latestOffer(withoutOffer(offers, 'second'), NOW + UNDO_MS))).toBeNull()
  expect(idOf(latestOffer(offers, NOW + UNDO_MS))).toBe('second')
  expect(idOf(latestOffer(offers, NOW + UNDO_MS + 4_000))).toBeNull()
})

test('what was done to an item later ends the offer of what was done to it before', () => {
  const claimed = offer('claim', { itemId: 'marta' })
  const resolved = offer('resolve', { itemId: 'marta' })
  const offers = withOffer(withOffer([], claimed, NOW), resolved, NOW)
  expect(idOf(latestOffer(withoutOffer(offers, 'resolve'), NOW))).toBeNull()
})

test('actions on many items end no other offer', () => {
  const offers = withOffer(
    withOffer([], offer('bulk 1', { itemId: null }), NOW),
    offer('bulk 2', { itemId: null }),
    NOW,
  )
  expect(offers).toHaveLength(2)
})
