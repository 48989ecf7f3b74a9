import { expect, test } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { countsWords, openCount } from './counts-words'
import { formatClock } from './format-clock'
import { refusalWords } from './refusal-words'

const clock = (iso: string) => formatClock(iso, 'UTC')
const counts = { free: 0, heldByMe: 0, heldByOthers: 6, othersUntil: '2026-01-14T14:32:00.000Z', resolved: 40 }
const conflict = (reason: string) => ({
  type: '/problems/conflict',
  title: 'Somebody else was first',
  status: 409,
  reason,
})

test('with nothing free the inbox says who has the rest, not that all is done', () => {
  expect(countsWords(counts, clock)).toBe('0 free · 6 held by others, oldest until 14:32')
  expect(countsWords({ ...counts, free: 12, heldByMe: 1 }, clock)).toBe(
    '12 free · 1 yours · 6 held by others, oldest until 14:32',
  )
  expect(countsWords({ ...counts, heldByOthers: 0, othersUntil: null }, clock)).toBe('0 free')
  expect(openCount({ ...counts, free: 2, heldByMe: 1 })).toBe(9)
})

test('a lost race names who won and until when', () => {
  expect(refusalWords({ problem: conflict('held-by-other'), holder: heldBy('ana') }, clock)).toBe(
    'Ana Pereira claimed this at 14:17 and holds it until 14:32.',
  )
})

test('a late decision says what was decided instead', () => {
  const resolution = {
    outcome: 'proceed',
    reason: null,
    byMemberId: 'bo',
    byName: 'Bo Lee',
    at: '2026-01-14T14:20:00.000Z',
  } as const
  const item = anItem({ state: 'resolved', resolution })
  expect(refusalWords({ problem: conflict('already-resolved'), holder: null, item }, clock)).toBe(
    'Bo Lee resolved this already: Proceed.',
  )
})

test('a refusal without words of its own says what the server said, by field if it did', () => {
  const problem = { type: '/problems/not-valid', title: 'Some fields are not valid', status: 422 }
  expect(refusalWords({ problem, holder: null }, clock)).toBe('Some fields are not valid')
  const errors = [{ field: 'reason', message: 'A reason holds at most 5,000 characters.' }]
  expect(refusalWords({ problem: { ...problem, errors }, holder: null }, clock)).toBe(errors[0]!.message)
})
