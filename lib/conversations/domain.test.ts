import { describe, expect, it } from 'vitest'
import type { PoppEvent } from '@/lib/popp/event'
import * as bodies from '@/lib/popp/fixtures'
import { normalise } from '@/lib/popp/normalise'
import { type FoldEvent, projectConversation } from './domain'

const at = (minute: number) => new Date(Date.UTC(2024, 0, 15, 12, minute))

function received(key: string, minute: number, body: string): FoldEvent {
  return { key, identity: key, receivedAt: at(minute), event: normalise(new TextEncoder().encode(body), at(minute)) }
}

const KIND_TYPES = {
  queued: 'CONVERSATION_QUEUED',
  started: 'CONVERSATION_STARTED',
  completed: 'CONVERSATION_COMPLETED',
  'needs-review': 'CONVERSATION_NEEDS_REVIEW',
  'opted-out': 'CONVERSATION_OPTED_OUT',
  'max-nudges-reached': 'CONVERSATION_MAX_NUDGES_REACHED',
  'start-failed': 'START_CONVERSATION_FAILED',
  details: 'CONVERSATION_DETAILS',
  unknown: 'CONVERSATION_PAUSED',
} as const

/** An event that happened at `minute` and arrived a second later. */
function event(key: string, minute: number, kind: PoppEvent['kind'], data: object = {}): FoldEvent {
  const body = { event: KIND_TYPES[kind], eventTimestamp: at(minute), data: { recordId: 'r', ...data } }
  const receivedAt = new Date(at(minute).getTime() + 1_000)
  return {
    key,
    identity: key,
    receivedAt,
    event: normalise(new TextEncoder().encode(JSON.stringify(body)), receivedAt),
  }
}
const stating = (conversationStatus: string) => ({ conversationStatus })

describe('projectConversation', () => {
  it('tells the whole story of a current conversation', () => {
    const story = [
      received('1', 0, bodies.currentStarted),
      received('2', 1, bodies.currentNeedsReview),
      received('3', 2, bodies.currentCompletedPassed),
    ]
    expect(projectConversation(story)).toEqual({
      isConversation: true,
      status: 'passed',
      rawStatus: 'COMPLETED_SCREENING_PASSED',
      aiOutcome: 'passed',
      optedOut: false,
      ended: true,
      score: 12.5,
      firstName: 'Amara',
      lastName: 'Okafor',
      candidateId: 'cand_42',
      externalId: 'ats-1001',
      externalCampaignId: 'ats-campaign-7',
      campaignId: 'camp_7',
      conversationUrl: 'https://ai.joinpopp.com/campaign/outbound/camp_7?conversationId=conv_abc123',
      outcomes: story[2]!.event.outcomes,
      startedAt: new Date('2024-01-15T10:30:00Z'),
      endedAt: new Date('2024-01-15T11:05:00Z'),
      firstEventAt: new Date('2024-01-15T10:30:00Z'),
      lastEventAt: new Date('2024-01-15T11:05:00Z'),
      eventCount: 3,
      flags: [{ key: '2', flaggedAt: new Date('2024-01-15T10:42:00Z'), reason: null }],
      replacedFlags: [],
      unknownTypes: [],
    })
  })

  it('shows the original COMPLETED on its own, without inventing a start', () => {
    expect(projectConversation([received('1', 5, bodies.originalCompletedFailed)])).toMatchObject({
      status: 'failed',
      aiOutcome: 'failed',
      ended: true,
      score: 7,
      firstName: 'Amara',
      outcomes: { length: 2 },
      startedAt: null,
      endedAt: at(5),
      lastEventAt: at(5),
    })
  })

  it('keeps a finished conversation finished when an original STARTED arrives after its COMPLETED', () => {
    const late = bodies.originalNeedsReview.replace('CONVERSATION_NEEDS_REVIEW', 'CONVERSATION_STARTED')
    const projection = projectConversation([received('1', 0, bodies.originalCompletedFailed), received('2', 5, late)])
    expect(projection).toMatchObject({
      status: 'failed',
      ended: true,
      rawStatus: 'COMPLETED_SCREENING_FAILED',
      score: 7,
    })
    expect(projection).toMatchObject({ startedAt: null, endedAt: at(0), lastName: 'Okafor', outcomes: { length: 2 } })
  })

  it('calls the bare COMPLETED completed, without a verdict', () => {
    expect(projectConversation([received('1', 0, bodies.bareCompleted)])).toMatchObject({
      status: 'completed',
      rawStatus: 'COMPLETED',
      aiOutcome: 'none',
      ended: true,
    })
  })

  it('needs an event', () => {
    expect(() => projectConversation([])).toThrow(RangeError)
  })
})

describe('status', () => {
  it.each([
    ['queued', 'queued', 'none', false],
    ['started', 'ongoing', 'none', false],
    ['needs-review', 'unknown', 'none', false],
    ['max-nudges-reached', 'unknown', 'none', false],
    ['start-failed', 'delivery-failed', 'none', false],
    ['completed', 'completed', 'none', true],
    ['opted-out', 'opted-out', 'opted-out', true],
  ] as const)('%s alone means %s', (kind, status, aiOutcome, ended) => {
    expect(projectConversation([event('1', 0, kind)])).toMatchObject({ status, rawStatus: null, aiOutcome, ended })
  })

  it.each([
    ['CREATED', 'created', 'none', false],
    ['DELIVERY_FAILED', 'delivery-failed', 'none', false],
    ['ONGOING', 'ongoing', 'none', false],
    ['COMPLETED', 'completed', 'none', true],
    ['CLOSED', 'closed', 'closed', true],
    ['COMPLETED_SCREENING_PASSED', 'passed', 'passed', true],
    ['COMPLETED_SCREENING_FAILED', 'failed', 'failed', true],
    ['OPTED_OUT', 'opted-out', 'opted-out', true],
    ['PAUSED', 'unknown', 'none', false],
  ] as const)('stated as %s is %s', (rawStatus, status, aiOutcome, ended) => {
    const projection = projectConversation([event('1', 0, 'needs-review', stating(rawStatus))])
    expect(projection).toMatchObject({ status, rawStatus, aiOutcome, ended })
  })

  it('never goes back, not even when the earlier status is stated later', () => {
    const path = ['CREATED', 'QUEUED', 'DELIVERY_FAILED', 'ONGOING', 'COMPLETED', 'CLOSED', 'OPTED_OUT']
    for (const [index, further] of path.entries()) {
      for (const earlier of path.slice(0, index)) {
        const events = [
          event('1', 0, 'needs-review', stating(further)),
          event('2', 9, 'needs-review', stating(earlier)),
        ]
        expect(projectConversation(events).rawStatus).toBe(further)
      }
    }
  })

  it('takes the later of two verdicts and of two ends', () => {
    const [passed, failed, closed] = ['COMPLETED_SCREENING_PASSED', 'COMPLETED_SCREENING_FAILED', 'CLOSED'].map(stating)
    const last = (first: object, second: object) =>
      projectConversation([event('2', 9, 'completed', second), event('1', 0, 'completed', first)])
    expect(last(passed!, failed!)).toMatchObject({ status: 'failed', aiOutcome: 'failed' })
    expect(last(failed!, passed!)).toMatchObject({ status: 'passed', aiOutcome: 'passed' })
    expect(last(closed!, passed!)).toMatchObject({ status: 'passed', aiOutcome: 'passed' })
    expect(last(passed!, closed!)).toMatchObject({ status: 'closed', aiOutcome: 'passed' })
  })

  it('an opt-out is never taken back, and does not take back a verdict', () => {
    const optOut = event('1', 0, 'opted-out')
    const closed = event('2', 5, 'completed', stating('CLOSED'))
    const passed = event('3', 9, 'completed', stating('COMPLETED_SCREENING_PASSED'))
    expect(projectConversation([optOut, closed])).toMatchObject({
      status: 'opted-out',
      optedOut: true,
      aiOutcome: 'opted-out',
    })
    expect(projectConversation([optOut, passed])).toMatchObject({
      status: 'opted-out',
      optedOut: true,
      aiOutcome: 'passed',
    })
    expect(projectConversation([passed, closed])).toMatchObject({ optedOut: false })
  })

  it('keeps a verdict stated by the very event that reports an opt-out', () => {
    const both = event('1', 0, 'opted-out', stating('COMPLETED_SCREENING_FAILED'))
    expect(projectConversation([both])).toMatchObject({ status: 'opted-out', optedOut: true, aiOutcome: 'failed' })
  })

  it('believes the event when the status in it lags behind', () => {
    const lagging = event('1', 0, 'completed', stating('ONGOING'))
    expect(projectConversation([lagging])).toMatchObject({ status: 'completed', rawStatus: 'ONGOING', ended: true })
  })

  it('shows a word it does not know, unless the event says what it means or the conversation has ended', () => {
    const started = event('1', 0, 'started')
    const paused = event('2', 5, 'unknown', stating('PAUSED'))
    expect(projectConversation([started, paused])).toMatchObject({
      status: 'unknown',
      rawStatus: 'PAUSED',
      ended: false,
    })
    expect(projectConversation([event('0', 0, 'completed'), paused])).toMatchObject({
      status: 'completed',
      ended: true,
    })
    const maybe = event('3', 9, 'completed', stating('COMPLETED_SCREENING_MAYBE'))
    expect(projectConversation([maybe])).toMatchObject({ status: 'completed', rawStatus: 'COMPLETED_SCREENING_MAYBE' })
  })
})

describe('facts', () => {
  it('a later mention beats an earlier one; null and silence erase nothing', () => {
    const known = { participantFirstName: 'Amara', participantLastName: 'Okafor', scorecardTotalValue: 7 }
    const events = [
      event('1', 0, 'started', { ...known, screeningQuestionsOutcome: [{ screeningQuestion: 'q' }] }),
      event('2', 1, 'needs-review', {
        participantFirstName: 'Amy',
        participantLastName: null,
        scorecardTotalValue: null,
        screeningQuestionsOutcome: [],
      }),
      event('3', 2, 'needs-review'),
    ]
    expect(projectConversation(events)).toMatchObject({
      firstName: 'Amy',
      lastName: 'Okafor',
      score: 7,
      outcomes: [{ question: 'q' }],
    })
  })

  it('at the same instant the event further along is the later one, whatever its key', () => {
    const events = [
      event('1', 0, 'completed', { participantFirstName: 'Amy' }),
      event('2', 0, 'started', { participantFirstName: 'Amara' }),
    ]
    expect(projectConversation(events).firstName).toBe('Amy')
  })

  it('a score of 0 is a score', () => {
    const events = [
      event('1', 0, 'completed', { scorecardTotalValue: 7 }),
      event('2', 1, 'completed', { scorecardTotalValue: 0 }),
    ]
    expect(projectConversation(events).score).toBe(0)
  })

  it('screening questions are replaced as a whole, never mixed', () => {
    const asked = (question: string) => ({ screeningQuestionsOutcome: [{ screeningQuestion: question }] })
    const events = [event('1', 0, 'completed', asked('old')), event('2', 1, 'completed', asked('new'))]
    expect(projectConversation(events).outcomes.map(({ question }) => question)).toEqual(['new'])
  })

  it('the first start and the first end count', () => {
    const events = [
      event('1', 1, 'started'),
      event('2', 2, 'started'),
      event('3', 3, 'completed'),
      event('4', 4, 'opted-out'),
    ]
    expect(projectConversation(events)).toMatchObject({
      startedAt: at(1),
      endedAt: at(3),
      firstEventAt: at(1),
      lastEventAt: at(4),
    })
  })

  it('events of other families are counted, but change and make no conversation', () => {
    const calendar = received('9', 30, bodies.currentCalendar)
    const stray = received(
      '8',
      31,
      '{"event":"WORKFLOW_RUN_FAILED","data":{"recordId":"r","conversationStatus":"CLOSED","participantFirstName":"X"}}',
    )
    expect(projectConversation([calendar, stray])).toMatchObject({
      isConversation: false,
      status: 'unknown',
      ended: false,
      firstName: null,
      flags: [],
      eventCount: 2,
      unknownTypes: ['CALENDAR_MEETING_SCHEDULED', 'WORKFLOW_RUN_FAILED'],
    })
    expect(projectConversation([event('1', 0, 'started'), calendar, stray])).toMatchObject({
      isConversation: true,
      status: 'ongoing',
      eventCount: 3,
      lastEventAt: calendar.event.occurredAt,
    })
  })

  it('names unknown types once, sorted, and at most 50', () => {
    const events = Array.from({ length: 120 }, (_, index) =>
      received(
        String(index),
        index,
        `{"event":"CONVERSATION_${String(index % 60).padStart(2, '0')}","data":{"recordId":"r"}}`,
      ),
    )
    const { unknownTypes } = projectConversation(events)
    expect(unknownTypes).toHaveLength(50)
    expect(unknownTypes.slice(0, 2)).toEqual(['CONVERSATION_00', 'CONVERSATION_01'])
  })
})

describe('flags', () => {
  it('are one per event, in order, with Popp’s reason if there is one', () => {
    const events = [
      event('b', 2, 'needs-review', { reason: 'Asked about pay' }),
      event('a', 1, 'needs-review'),
      event('b', 2, 'needs-review', { reason: 'Asked about pay' }),
    ]
    expect(projectConversation(events).flags).toEqual([
      { key: 'a', flaggedAt: at(1), reason: null },
      { key: 'b', flaggedAt: at(2), reason: 'Asked about pay' },
    ])
  })

  it('of original payloads are raised when they arrive', () => {
    expect(projectConversation([received('a', 3, bodies.originalNeedsReview)]).flags).toEqual([
      { key: 'a', flaggedAt: at(3), reason: null },
    ])
  })
})
