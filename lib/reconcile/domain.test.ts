import { expect, it } from 'vitest'
import { type Known, type Listed, missedEvents } from './domain'

const told = (event: Partial<Listed['event']>, needsReview: boolean | null = false): Listed => ({
  event: { status: 'ongoing', rawStatus: 'ONGOING', ...event },
  needsReview,
})
const known = (change: Partial<Known> = {}): Known => ({
  ...{ status: 'ongoing', startedAt: new Date(0), flags: [], score: null, firstName: 'Amara', lastName: 'Okafor' },
  ...{ outcomes: [], ...change },
})
const flag = { key: 'f', flaggedAt: new Date(0), reason: null }
const outcomes = [{ question: 'Nights?', verdict: 'passed' as const, rawVerdict: 'PASSED', summary: null }]
const ended = { status: 'passed', score: 7, outcomes } as const

it.each([
  ['nothing where all is known', told({ firstName: 'Amara' }), known(), []],
  ['nothing of a new conversation: Popp reports none', told({ status: 'created' }), null, []],
  ['the queueing of one that waits', told({ status: 'queued' }), null, ['queued']],
  ['the start of one under way', told({}), null, ['started']],
  [
    'the start of one of which only its queueing came',
    told({}),
    known({ status: 'queued', startedAt: null }),
    ['started'],
  ],
  ['the failed start', told({ status: 'delivery-failed' }), known({ status: 'queued' }), ['start-failed']],
  ['start and end of one that is unknown', told(ended), null, ['started', 'completed']],
  ['the end alone where the start came', told(ended), known(), ['completed']],
  ['the start alone where the end came', told(ended), known({ ...ended, startedAt: null }), ['started']],
  ['no start of one that was closed, maybe by hand', told({ status: 'closed' }), null, ['completed']],
  ['another end than the one known', told(ended), known({ status: 'closed' }), ['completed']],
  ['no end that Popp has gone back on', told({}), known({ status: 'passed' }), []],
  ['the opt-out', told({ status: 'opted-out' }), known({ status: 'passed' }), ['opted-out']],
  ['the flag', told({}, true), known(), ['needs-review']],
  ['no second flag: which of them Popp means, it does not say', told({}, true), known({ flags: [flag] }), []],
  ['no flag where the list does not tell', told({}, null), known(), []],
  ['start, end and flag at once', told(ended, true), null, ['started', 'completed', 'needs-review']],
  ['facts alone', told(ended), known({ status: 'passed', outcomes }), ['details']],
  ['a name alone', told({ firstName: 'Amara' }), known({ firstName: null }), ['details']],
  ['facts that the start does not tell', told({ score: 7 }), null, ['started', 'details']],
  ['no fact that Popp does not tell either', told({ score: null }), known(), []],
  ['a word for a status that nobody knows', told({ status: null, rawStatus: 'PAUSED' }), null, ['details']],
  ['the existence of one without a status', told({ status: null, rawStatus: null }), null, ['details']],
] as const)('finds missing: %s', (_, listed, have, missed) => {
  expect(missedEvents(listed, have)).toEqual(missed)
})
