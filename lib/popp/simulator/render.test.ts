import { describe, expect, it } from 'vitest'
import { readEnvelope } from '../envelope'
import { type Payload, renderEvent } from './render'
import { storiesFrom } from './stories'

const NOW = new Date('2026-03-11T15:20:00Z')
const stories = storiesFrom(11, 1500, NOW, { organizationId: 'org_test' })
const rendered = stories.flatMap((story) =>
  story.events.map((event) => ({ story, event, payload: renderEvent(event, story.generation) })),
)
const of = (generation: string, type?: string) =>
  rendered.filter(({ story, payload }) => story.generation === generation && (!type || payload.event === type))
const keys = ({ data }: Payload) => Object.keys(data).sort()

const STARTED_KEYS = [
  'campaignConversationUrl',
  'candidateId',
  'conversationStatus',
  'externalCampaignId',
  'externalId',
  'organizationId',
  'participantFirstName',
  'participantLastName',
  'recordId',
]
const ORIGINAL_KEYS = [
  'externalCampaignId',
  'externalId',
  'organizationId',
  'participantFirsName',
  'participantLastName',
  'recordId',
  'scorecardTotalValue',
  'screeningQuestionsOutcome',
]

describe('the current generation', () => {
  it('puts eventId and an ISO eventTimestamp into every envelope', () => {
    for (const { payload, event } of of('current')) {
      expect(Object.keys(payload)).toEqual(['event', 'eventId', 'eventTimestamp', 'data'])
      expect(payload.eventId).toMatch(/^evt_[0-9a-f]{24}$/)
      expect(payload.eventTimestamp).toBe(new Date(event.at).toISOString())
      expect(payload.data.organizationId).toBe('org_test')
    }
  })

  it('sends STARTED complete as documented, unknown values as null or not at all', () => {
    const started = of('current', 'CONVERSATION_STARTED')
    for (const { payload, event } of started) {
      if (event.subject.writesNulls) expect(keys(payload)).toEqual(STARTED_KEYS)
      else {
        expect(STARTED_KEYS).toEqual(expect.arrayContaining(keys(payload)))
        expect(Object.values(payload.data)).not.toContain(null)
      }
      expect(payload.data.conversationStatus).toBe('ONGOING')
      expect(payload.data.campaignConversationUrl).toBe(
        `https://ai.joinpopp.com/campaign/outbound/${String(payload.data.campaignConversationUrl).match(/outbound\/([\w-]+)\?/)![1]}?conversationId=${payload.data.recordId}`,
      )
    }
    expect(started.some(({ payload }) => Object.values(payload.data).includes(null))).toBe(true)
    expect(started.some(({ payload }) => keys(payload).length < STARTED_KEYS.length)).toBe(true)
  })

  it('completes with a documented status, outcomes and a score or null', () => {
    const completed = of('current', 'CONVERSATION_COMPLETED')
    const statuses = new Set(completed.map(({ payload }) => payload.data.conversationStatus))
    expect([...statuses].sort()).toEqual([
      'CLOSED',
      'COMPLETED',
      'COMPLETED_SCREENING_FAILED',
      'COMPLETED_SCREENING_PASSED',
    ])
    for (const { payload } of completed) {
      const outcomes = payload.data.screeningQuestionsOutcome as Record<string, string>[]
      for (const outcome of outcomes) expectOutcome(outcome)
      if (payload.data.conversationStatus === 'COMPLETED_SCREENING_FAILED')
        expect(outcomes.some(({ questionOutcome }) => questionOutcome === 'FAILED')).toBe(true)
    }
    expect(new Set(completed.map(({ payload }) => typeof payload.data.scorecardTotalValue))).toContain('number')
    expect(completed.some(({ payload }) => payload.data.scorecardTotalValue === null)).toBe(true)
  })

  it('asks for review with ids alone, with names, and seldom with a reason', () => {
    const flags = of('current', 'CONVERSATION_NEEDS_REVIEW').map(({ payload }) => keys(payload))
    expect(flags.some((names) => names.join() === 'organizationId,recordId')).toBe(true)
    expect(flags.some((names) => names.includes('participantFirstName'))).toBe(true)
    expect(flags.some((names) => names.includes('reason'))).toBe(true)
  })

  it('names the conversation differently in families that only share the envelope', () => {
    const [meeting] = of('current', 'CALENDAR_MEETING_SCHEDULED')
    expect(keys(meeting!.payload)).toEqual(['conversationId', 'meetingDetails', 'organizationId'])
    expect(Object.keys(meeting!.payload.data.meetingDetails as object).sort()).toEqual([
      'endDateTime',
      'meetingUrl',
      'participants',
      'startDateTime',
      'timezone',
      'title',
      'videoConference',
    ])
    expect(keys(of('current', 'WORKFLOW_RUN_STARTED')[0]!.payload)).not.toContain('recordId')
    expect(keys(of('current', 'DOCUMENT_UPLOADED')[0]!.payload)).toContain('recordId')
  })
})

describe('the original generation', () => {
  it('has neither id nor time, the typo, and every null written out', () => {
    expect(of('original').length).toBeGreaterThan(500)
    for (const { payload } of of('original')) {
      expect(Object.keys(payload)).toEqual(['event', 'data'])
      const documented =
        payload.event === 'CONVERSATION_COMPLETED' ? [...ORIGINAL_KEYS, 'conversationStatus'].sort() : ORIGINAL_KEYS
      expect(keys(payload)).toEqual(documented)
    }
    expect(of('original').some(({ payload }) => payload.data.externalCampaignId === null)).toBe(true)
  })

  it('completes only with the two statuses that its guide knows', () => {
    const statuses = of('original', 'CONVERSATION_COMPLETED').map(({ payload }) => payload.data.conversationStatus)
    expect([...new Set(statuses)].sort()).toEqual(['COMPLETED_SCREENING_FAILED', 'COMPLETED_SCREENING_PASSED'])
  })

  it('knows no event that only the newer documentation names', () => {
    const types = new Set(of('original').map(({ payload }) => payload.event))
    expect([...types].sort()).toEqual([
      'CONVERSATION_COMPLETED',
      'CONVERSATION_NEEDS_REVIEW',
      'CONVERSATION_OPTED_OUT',
      'CONVERSATION_QUEUED',
      'CONVERSATION_STARTED',
      'START_CONVERSATION_FAILED',
    ])
  })
})

describe('every payload', () => {
  it('has filled in all numbers of its texts', () => {
    for (const { payload } of rendered) expect(JSON.stringify(payload)).not.toMatch(/\{\d+-\d+\}/)
  })

  it('is an event to the product, of the conversation it is about', () => {
    for (const { story, payload, event } of rendered) {
      const reading = readEnvelope(Buffer.from(JSON.stringify(payload)), new Date(event.at))
      const recordId = payload.event.startsWith('WORKFLOW') ? null : story.recordId
      expect(reading).toMatchObject({
        ok: true,
        envelope: { type: payload.event, organizationId: 'org_test', recordId },
      })
    }
  })

  it('keeps one recordId through all events of a conversation', () => {
    for (const { story, payload } of rendered)
      expect(JSON.stringify(payload.data)).toSatisfy(
        (text: string) => text.includes(story.recordId) || payload.event.startsWith('WORKFLOW'),
      )
  })
})

function expectOutcome(outcome: Record<string, string>): void {
  expect(Object.keys(outcome)).toEqual(['questionOutcome', 'screeningQuestion', 'responseSummary'])
  expect(['PASSED', 'FAILED']).toContain(outcome.questionOutcome)
  expect(outcome.responseSummary!.length).toBeGreaterThan(3)
}
