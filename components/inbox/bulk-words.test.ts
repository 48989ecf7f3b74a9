import { expect, test } from 'vitest'
import type { BulkRun } from '@/lib/reviews/client-bulk'
import {
  endWords,
  groupSkipped,
  progressWords,
  resultWords,
  skipWords,
  spokenProgress,
  undoneWords,
} from './bulk-words'

const ids = (count: number) => Array.from({ length: count }, (_, n) => `id ${n}`)
const left = (count: number) => ids(count).map((id) => ({ id, version: 0 }))
const skipped = (count: number, reason = 'held-by-other') =>
  ids(count).map((id) => ({ id, candidateName: null, reason }))

const run = (part: Partial<BulkRun>): BulkRun => ({
  batchId: 'batch',
  command: { kind: 'resolve', outcome: 'proceed', reason: '' },
  total: 5_000,
  done: [],
  skipped: [],
  left: [],
  unsure: 0,
  end: 'finished',
  problem: null,
  ...part,
})

test('the result accounts for every item, exactly', () => {
  expect(resultWords(run({ done: ids(4_963), skipped: skipped(37) }))).toBe('4,963 resolved, 37 skipped')
  expect(resultWords(run({ done: ids(3) }))).toBe('3 resolved')
  const stopped = run({ done: ids(1_200), skipped: skipped(5), left: left(3_795), unsure: 100, end: 'stopped' })
  expect(resultWords(stopped)).toBe('1,200 resolved, 5 skipped, 100 not known, 3,695 left as they were')
})

test('an end before the end says why, and what is not known', () => {
  expect(endWords(run({}))).toBeNull()
  expect(endWords(run({ end: 'stopped', left: left(5) }))).toBe('Stopped.')
  const problem = { type: '/problems/unreachable', title: 'The server could not be reached.', status: 503 }
  expect(endWords(run({ end: 'failed', problem, left: left(300), unsure: 100 }))).toBe(
    'Broken off: The server could not be reached. Of 100 items no answer came: going on finds out, and does nothing twice.',
  )
})

test('progress is written exactly and read out at each quarter only', () => {
  expect(progressWords(1_200, 5_000)).toBe('1,200 of 5,000')
  const spoken = Array.from({ length: 51 }, (_, part) => spokenProgress(part * 100, 5_000))
  expect([...new Set(spoken)]).toEqual(['', '25 percent done', '50 percent done', '75 percent done'])
})

test('what was skipped is grouped by its reason in words, the most frequent first', () => {
  const groups = groupSkipped(
    [
      ...skipped(2, 'already-resolved'),
      ...skipped(5, 'held-by-other'),
      ...skipped(1, 'news'),
      ...skipped(1, 'other news'),
    ],
    'resolve',
  )
  expect(groups.map(({ words, items }) => [words, items.length])).toEqual([
    ['Held by somebody else', 5],
    ['Resolved already', 2],
    ['Not possible now', 2],
  ])
})

test('who may not is the receiver of a hand-over, and otherwise the reader', () => {
  expect(skipWords('not-allowed', 'hand-over')).toBe('Who should have it may not decide review items')
  expect(skipWords('not-allowed', 'resolve')).toBe('You may not decide review items')
})

test('an undo says what it put back and what it left', () => {
  const undo = { batchId: 'batch', total: 4_963, undone: ids(4_961), kept: skipped(2, 'changed-since') } as const
  expect(undoneWords({ ...undo, after: null, end: 'finished', problem: null })).toBe(
    '4,961 put back, 2 left as they are',
  )
})
