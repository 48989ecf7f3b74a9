import { describe, expect, it } from 'vitest'
import * as bodies from './fixtures'
import { normalise } from './normalise'

const receivedAt = new Date('2024-01-15T12:00:00Z')
const read = (text: string) => normalise(new TextEncoder().encode(text), receivedAt)
const withData = (data: object, event = 'CONVERSATION_STARTED') =>
  read(JSON.stringify({ event, data: { recordId: 'r', ...data } }))

describe('normalise', () => {
  it('reads the current STARTED in full', () => {
    expect(read(bodies.currentStarted)).toEqual({
      type: 'CONVERSATION_STARTED',
      kind: 'started',
      family: 'conversation',
      generation: 'current',
      occurredAt: new Date('2024-01-15T10:30:00.000Z'),
      recordId: 'conv_abc123',
      organizationId: 'org_xyz789',
      status: 'ongoing',
      rawStatus: 'ONGOING',
      firstName: 'Amara',
      lastName: 'Okafor',
      candidateId: 'cand_42',
      externalId: 'ats-1001',
      externalCampaignId: 'ats-campaign-7',
      campaignId: 'camp_7',
      conversationUrl: 'https://ai.joinpopp.com/campaign/outbound/camp_7?conversationId=conv_abc123',
      warnings: [],
    })
  })

  it('reads the documented example, which mentions no more than its envelope', () => {
    expect(read(bodies.currentEnvelope)).toEqual({
      type: 'CONVERSATION_STARTED',
      kind: 'started',
      family: 'conversation',
      generation: 'current',
      occurredAt: new Date('2024-01-15T10:30:00.000Z'),
      recordId: 'conv_abc123',
      organizationId: 'org_xyz789',
      status: null,
      rawStatus: null,
      warnings: [],
    })
  })

  it('reads the original COMPLETED, with the typo in the first name', () => {
    const event = read(bodies.originalCompletedFailed)
    expect(event).toMatchObject({
      kind: 'completed',
      generation: 'original',
      occurredAt: null,
      status: 'failed',
      score: 7,
    })
    expect(event).toMatchObject({ firstName: 'Amara', lastName: 'Okafor', externalCampaignId: 'ats-campaign-7' })
    expect(event.outcomes).toEqual([
      {
        question: 'Do you have the right to work in the UK?',
        verdict: 'passed',
        rawVerdict: 'PASSED',
        summary: 'Yes, she is a British citizen.',
      },
      {
        question: 'Can you start before 1 March?',
        verdict: 'failed',
        rawVerdict: 'FAILED',
        summary: 'Her notice period ends on 31 March.',
      },
    ])
    expect(event.warnings).toEqual([])
  })

  it('keeps what is stated as null apart from what is not mentioned', () => {
    const stated = read(bodies.originalNeedsReview)
    expect(stated.lastName).toBeNull()
    expect(stated.score).toBeNull()
    expect(stated.outcomes).toEqual([])
    const silent = read(bodies.currentNeedsReview)
    expect(silent.lastName).toBeUndefined()
    expect(silent.score).toBeUndefined()
    expect(silent.outcomes).toBeUndefined()
  })

  it('gives no reason for a review when Popp gave none', () => {
    expect(read(bodies.currentNeedsReview).reviewReason).toBeNull()
    expect(read(bodies.originalNeedsReview).reviewReason).toBeNull()
    expect(withData({ reason: 'x' }).reviewReason).toBeUndefined()
  })

  it.each(['reason', 'reviewReason', 'needsReviewReason', 'message', 'question'])(
    'finds a reason in the unconfirmed field %s',
    (field) => {
      const event = withData({ [field]: 'Asked about visa sponsorship' }, 'CONVERSATION_NEEDS_REVIEW')
      expect(event).toMatchObject({ kind: 'needs-review', reviewReason: 'Asked about visa sponsorship', warnings: [] })
    },
  )

  it('takes the first unconfirmed reason that is a text', () => {
    const data = { reason: { code: 1 }, reviewReason: ' ', message: 'second', question: 'third' }
    expect(withData(data, 'CONVERSATION_NEEDS_REVIEW')).toMatchObject({ reviewReason: 'second', warnings: [] })
  })

  it.each([
    ['CONVERSATION_QUEUED', 'queued', 'conversation'],
    ['CONVERSATION_STARTED', 'started', 'conversation'],
    ['CONVERSATION_COMPLETED', 'completed', 'conversation'],
    ['CONVERSATION_NEEDS_REVIEW', 'needs-review', 'conversation'],
    ['CONVERSATION_OPTED_OUT', 'opted-out', 'conversation'],
    ['CONVERSATION_MAX_NUDGES_REACHED', 'max-nudges-reached', 'conversation'],
    ['START_CONVERSATION_FAILED', 'start-failed', 'conversation'],
    ['CONVERSATION_PAUSED', 'unknown', 'conversation'],
    ['ANALYSIS_CREATED', 'unknown', 'analysis'],
    ['CANDIDATE_ANALYSIS_COMPLETED', 'unknown', 'analysis'],
    ['CALENDAR_MEETING_SCHEDULED', 'unknown', 'calendar'],
    ['WORKFLOW_RUN_STARTED', 'unknown', 'workflow'],
    ['DOCUMENT_UPLOADED', 'unknown', 'document'],
    ['conversation_started', 'unknown', 'unknown'],
    ['constructor', 'unknown', 'unknown'],
    ['__proto__', 'unknown', 'unknown'],
  ])('reads the type %s', (type, kind, family) => {
    expect(withData({}, type)).toMatchObject({ type, kind, family })
  })

  it.each([
    ['CREATED', 'created'],
    ['QUEUED', 'queued'],
    ['ONGOING', 'ongoing'],
    ['COMPLETED', 'completed'],
    ['COMPLETED_SCREENING_PASSED', 'passed'],
    ['COMPLETED_SCREENING_FAILED', 'failed'],
    ['CLOSED', 'closed'],
    ['OPTED_OUT', 'opted-out'],
    ['DELIVERY_FAILED', 'delivery-failed'],
  ])('reads the status %s', (raw, status) => {
    expect(withData({ conversationStatus: raw })).toMatchObject({ rawStatus: raw, status, warnings: [] })
  })

  it.each(['PAUSED', '__proto__', 'constructor', 'closed'])('keeps the unknown status %s raw', (raw) => {
    expect(withData({ conversationStatus: raw })).toMatchObject({
      rawStatus: raw,
      status: null,
      warnings: ['data.conversationStatus: unknown status'],
    })
  })

  it('prefers the current spelling of the first name, unless only the original one says something', () => {
    expect(withData({ participantFirstName: 'A', participantFirsName: 'B' }).firstName).toBe('A')
    expect(withData({ participantFirstName: null, participantFirsName: 'B' }).firstName).toBe('B')
    expect(withData({ participantFirstName: ' ', participantFirsName: null }).firstName).toBeNull()
    expect(withData({ participantFirsName: 'B' }).firstName).toBe('B')
  })

  it.each([
    [12.5, 12.5],
    [0, 0],
    [-3, -3],
    ['7', 7],
    [' 7.5 ', 7.5],
    ['1e3', 1000],
    [null, null],
    ['', null],
  ])('reads the score %j', (stated, score) => {
    const event = withData({ scorecardTotalValue: stated })
    expect(event.score).toBe(score)
    expect(event.warnings).toEqual([])
  })

  it.each(['1e400', '-1e400', '"1e400"', '"seven"', '"0x10"', '"Infinity"', '"7 of 10"', 'true', '[7]', '{}'])(
    'drops the score %s with a warning',
    (stated) => {
      const event = read(`{"event":"CONVERSATION_COMPLETED","data":{"recordId":"r","scorecardTotalValue":${stated}}}`)
      expect(event.score).toBeUndefined()
      expect(event.warnings).toEqual([expect.stringMatching(/^data\.scorecardTotalValue: expected a finite number/)])
    },
  )

  it('has no -0, which would make equal conversations unequal', () => {
    expect(Object.is(read('{"event":"A","data":{"scorecardTotalValue":-0}}').score, 0)).toBe(true)
  })

  it.each([
    ['https://ai.joinpopp.com/campaign/outbound/camp_7?conversationId=c', 'camp_7'],
    ['https://ai.joinpopp.com/campaign/outbound/camp%207/', 'camp 7'],
    ['https://ai.joinpopp.com/campaign/outbound/%ff', '%ff'],
    ['https://ai.joinpopp.com/campaign/outbound/a/b', undefined],
    ['https://ai.joinpopp.com/other/camp_7', undefined],
    ['https://ai.joinpopp.com/', undefined],
  ])('reads the campaign from %s', (url, campaignId) => {
    expect(withData({ campaignConversationUrl: url })).toMatchObject({ conversationUrl: url, campaignId, warnings: [] })
  })

  it.each([
    'http://ai.joinpopp.com/campaign/outbound/camp_7',
    'javascript:alert(1)',
    'data:text/html,x',
    '//ai.joinpopp.com/',
    '/campaign/outbound/camp_7',
    'https://',
    'https://ai.joinpopp.com@evil.example/',
    `https://ai.joinpopp.com/${'x'.repeat(2_000)}`,
    5,
    {},
  ])('drops the link %j with a warning', (url) => {
    const event = withData({ campaignConversationUrl: url })
    expect(event).toMatchObject({ conversationUrl: undefined, campaignId: undefined })
    expect(event.warnings).toEqual([expect.stringMatching(/^data\.campaignConversationUrl: expected an https address/)])
  })

  it('reads numbers as ids, but not as names', () => {
    const event = withData({ candidateId: 42, externalId: 7, participantFirstName: 1 })
    expect(event).toMatchObject({ candidateId: '42', externalId: '7', firstName: undefined })
    expect(event.warnings).toEqual(['data.participantFirstName: expected a text, got another number'])
  })

  it('warns about what it had to drop without quoting it', () => {
    const secret = 'Amara Okafor'
    const event = read(
      JSON.stringify({
        event: 'CONVERSATION_COMPLETED',
        eventTimestamp: secret,
        data: {
          recordId: [secret],
          conversationStatus: secret,
          participantFirstName: [secret],
          scorecardTotalValue: secret,
          campaignConversationUrl: secret,
          screeningQuestionsOutcome: { secret },
        },
      }),
    )
    expect(event.warnings).toHaveLength(7)
    expect(event.warnings.join()).not.toContain(secret)
  })

  it('warns when the time is none, and uses none', () => {
    const event = read(
      '{"event":"CONVERSATION_STARTED","eventTimestamp":"9999-01-01T00:00:00Z","data":{"recordId":"r"}}',
    )
    expect(event.occurredAt).toBeNull()
    expect(event.warnings).toEqual([expect.stringMatching(/^eventTimestamp:/)])
  })

  it('reads the screening questions that say something and counts the rest', () => {
    const event = withData({
      screeningQuestionsOutcome: [
        null,
        7,
        'text',
        [],
        {},
        { questionOutcome: null, screeningQuestion: ' ', responseSummary: '' },
        { questionOutcome: 'MAYBE', screeningQuestion: 'q1', responseSummary: null },
        { screeningQuestion: 'q2' },
        { questionOutcome: 'PASSED' },
        { questionOutcome: 1, responseSummary: 's4' },
      ],
    })
    expect(event.outcomes).toEqual([
      { question: 'q1', verdict: 'other', rawVerdict: 'MAYBE', summary: null },
      { question: 'q2', verdict: 'other', rawVerdict: null, summary: null },
      { question: '', verdict: 'passed', rawVerdict: 'PASSED', summary: null },
      { question: '', verdict: 'other', rawVerdict: null, summary: 's4' },
    ])
    expect(event.warnings).toEqual([expect.stringContaining('6 entries')])
  })

  it('keeps 200 screening questions and warns about more', () => {
    const list = (length: number) => Array.from({ length }, (_, index) => ({ screeningQuestion: `q${index}` }))
    expect(withData({ screeningQuestionsOutcome: list(200) })).toMatchObject({
      outcomes: { length: 200 },
      warnings: [],
    })
    const event = withData({ screeningQuestionsOutcome: list(201) })
    expect(event.outcomes).toHaveLength(200)
    expect(event.warnings).toEqual([expect.stringContaining('first 200 of 201')])
  })

  it('cuts long texts, each at its own limit', () => {
    const long = 'x'.repeat(100_000)
    const event = withData({
      participantFirstName: long,
      candidateId: long,
      screeningQuestionsOutcome: [{ screeningQuestion: long, responseSummary: long, questionOutcome: long }],
    })
    expect([event.firstName, event.candidateId].map((text) => text?.length)).toEqual([300, 500])
    expect(
      event.outcomes?.map((each) => [each.question, each.summary, each.rawVerdict].map((text) => text?.length)),
    ).toEqual([[2_000, 10_000, 200]])
  })

  it('marks a current payload by its id or its time', () => {
    expect(read('{"event":"A","eventId":null,"data":{}}').generation).toBe('current')
    expect(read('{"event":"A","eventTimestamp":"x","data":{}}').generation).toBe('current')
    expect(read('{"event":"A","data":{"eventId":"x"}}').generation).toBe('original')
  })

  it('calls bytes without an envelope an event of unknown type', () => {
    expect(read('not json')).toMatchObject({
      type: '',
      kind: 'unknown',
      recordId: null,
      warnings: [expect.any(String)],
    })
  })
})
