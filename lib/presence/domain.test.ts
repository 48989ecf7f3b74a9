import { expect, test } from 'vitest'
import { stillPresent } from './domain'
import type { Present } from './schema'

const NOW = Date.parse('2026-01-14T10:00:00.000Z')
const ben = (secondsAgo: number, typing = false): Present => ({
  reviewItemId: 'one',
  memberId: 'ben',
  name: 'Ben Okoye',
  typing,
  seenAt: new Date(NOW - secondsAgo * 1_000).toISOString(),
})

test('who gave no sign of life for 30 seconds is gone, without any message', () => {
  expect(stillPresent([ben(29.9)], NOW)).toHaveLength(1)
  expect(stillPresent([ben(30)], NOW)).toEqual([])
})

test('who said she types and then nothing for 15 seconds is shown as viewing', () => {
  expect(stillPresent([ben(14.9, true)], NOW)[0]?.typing).toBe(true)
  expect(stillPresent([ben(15, true)], NOW)[0]?.typing).toBe(false)
})

test('a sign of life from after this browser’s idea of now is one', () => {
  expect(stillPresent([ben(-3, true)], NOW)).toEqual([ben(-3, true)])
})
