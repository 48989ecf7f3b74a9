import { expect, it } from 'vitest'
import { type Known, type Listed, missedEvents } from './domain'

const minute = (n: number) => new Date(Date.UTC(2026, 0, 5, 9, n))
const told = (event: Partial<Listed['event']>, needsReview: boolean | null = false): Listed => ({
  event: { status: 'ongoing', rawStatus: 'ONGOING', ...event },
  ...{ needsReview, changedAt: minute(20) },
})
const known = (change: Partial<Known> = {}): Known => ({
  ...{ status: 'ongoing', hasStarted: true, flags: [], score: null, firstName: 'Amara', lastName: 'Okafor' },
  ...{ outcomes: [], lastEventAt: minute(0), resolution: null, ...change },
})
const flag = { key: 'f', flaggedAt: minute(0), reason: null }
const outcomes = [{ question: 'Nights?', verdict: 'passed' as const, rawVerdict: 'PASSED', summary: null }]
const resolved = (at: number, handedBack: number | null = null, change: Partial<Known> = {}) =>
  known({
    ...{ flags: [flag], resolution: { at: minute(at), handedBackAt: handedBack === null ? null : minute(handedBack) } },
    ...change,
  })
const ended = { status: 'passed', score: 7, outcomes } as const

it.each([
  ['nothing where all is known', told({ firstName: 'Amara' }), known(), []],
  ['nothing of a new conversation: Popp reports none', told({ status: 'created' }), null, []],
  ['the queueing of one that waits', told({ status: 'queued' }), null, ['queued']],
  ['the start of one under way', told({}), null, ['started']],
  [
    'the start of one of which only its queueing came',
    told({}),
    known({ status: 'queued', hasStarted: false }),
    ['started'],
  ],
  ['the failed start', told({ status: 'delivery-failed' }), known({ status: 'queued' }), ['start-failed']],
  ['start and end of one that is unknown', told(ended), null, ['started', 'completed']],
  ['the end alone where the start came', told(ended), known(), ['completed']],
  ['the start alone where the end came', told(ended), known({ ...ended, hasStarted: false }), ['started']],
  ['no start of one that was closed, maybe by hand', told({ status: 'closed' }), null, ['completed']],
  [
    'the start of a closed one that had answers',
    told({ status: 'closed', outcomes }),
    known({ ...ended, status: 'closed', hasStarted: false }),
    ['started'],
  ],
  [
    'the start of a closed one that was flagged',
    told({ status: 'closed' }, true),
    null,
    ['started', 'completed', 'needs-review'],
  ],
  ['another end than the one known', told(ended), known({ status: 'closed' }), ['completed']],
  ['no end that Popp has gone back on', told({}), known({ status: 'passed' }), []],
  ['the opt-out', told({ status: 'opted-out' }), known({ status: 'passed' }), ['opted-out']],
  ['the flag', told({}, true), known(), ['needs-review']],
  ['no second flag: which of them Popp means, it does not say', told({}, true), known({ flags: [flag] }), []],
  [
    'the flag after the one that was decided, of a conversation that changed since',
    told({}, true),
    resolved(10),
    ['needs-review'],
  ],
  ['no flag that stood when it was decided: nothing changed since', told({}, true), resolved(20), []],
  ['no flag by a change within the clocks’ difference', told({}, true), resolved(19), []],
  ['no flag where an event explains the change', told({}, true), resolved(10, null, { lastEventAt: minute(20) }), []],
  [
    'the flag after a hand-back, whatever came since',
    told({}, true),
    resolved(10, 11, { lastEventAt: minute(20) }),
    ['needs-review'],
  ],
  ['no flag by the change that the hand-back itself was', told({}, true), resolved(10, 20), []],
  [
    'no flag that came after the decision and waits to be applied',
    told({}, true),
    resolved(10, 11, { flags: [flag, { ...flag, flaggedAt: minute(12) }] }),
    [],
  ],
  ['no flag that Popp took back', told({}, false), resolved(10), []],
  ['no flag of a conversation of which no change is told', { ...told({}, true), changedAt: null }, resolved(10), []],
  ['no start that came without a time after the end', told(ended), known({ ...ended, hasStarted: true }), []],
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
