import { expect, test } from 'vitest'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { countsWords, openCount } from './counts-words'
import { formatClock } from './format-clock'
import { refusalWords } from './refusal-words'

const clock = (iso: string) => formatClock(iso, 'UTC')
const until = '2026-01-14T14:32:00.000Z'
const none = {
  free: 0,
  heldByMe: 0,
  heldByOthers: 0,
  othersUntil: null,
  snoozed: 0,
  snoozedUntil: null,
  overdue: 0,
  resolved: 40,
}
const someHeld = { heldByOthers: 6, othersUntil: until }
const someAsleep = { snoozed: 3, snoozedUntil: until }
const conflict = (reason: string) => ({
  type: '/problems/conflict',
  title: 'Somebody else was first',
  status: 409,
  reason,
})

test.each([
  [{}, 'Nothing waits: 0 free · 0 held · 0 snoozed'],
  [{ free: 12 }, '12 free'],
  [someHeld, '0 free · 6 held by others, oldest until 14:32'],
  [someAsleep, '0 free · 3 snoozed'],
  [{ free: 12, ...someHeld }, '12 free · 6 held by others, oldest until 14:32'],
  [{ free: 12, ...someAsleep }, '12 free · 3 snoozed'],
  [{ ...someHeld, ...someAsleep }, '0 free · 6 held by others, oldest until 14:32 · 3 snoozed'],
  [{ free: 12, ...someHeld, ...someAsleep }, '12 free · 6 held by others, oldest until 14:32 · 3 snoozed'],
  [{ heldByMe: 2 }, '0 free · 2 yours'],
  [{ heldByMe: 2, ...someAsleep }, '0 free · 2 yours · 3 snoozed'],
  [{ free: 1, heldByMe: 2, ...someHeld }, '1 free · 2 yours · 6 others’, oldest until 14:32'],
  [{ heldByMe: 2, ...someHeld, ...someAsleep }, '0 free · 2 yours · 6 others’, oldest until 14:32 · 3 snoozed'],
  [{ free: 5_000, ...someAsleep }, '1,000+ free · 3 snoozed'],
])('what is there is said truly: %j', (part, sentence) => {
  expect(countsWords({ ...none, ...part }, clock)).toBe(sentence)
  // At 12 px the list pane of 400 px has room for about so many characters.
  expect(sentence.length).toBeLessThanOrEqual(66)
})

test('Open lists what is neither resolved nor asleep', () => {
  expect(openCount({ ...none, free: 2, heldByMe: 1, heldByOthers: 6, snoozed: 3 })).toBe(9)
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
