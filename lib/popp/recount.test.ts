import { expect, test } from 'vitest'
import { readConversation } from './client/conversation'
import { normalise } from './normalise'
import { DETAILS_TYPE, detailsKey, recount } from './recount'

const told = {
  ...{ id: 'conv_1', organizationId: 'org_1', campaignId: 'camp_7', status: 'COMPLETED_SCREENING_FAILED' },
  ...{ participantFirstName: 'Zoë', participantLastName: null, participantPhoneNumber: '+31 6 1234', externalId: 42 },
  ...{ createdAt: '2026-01-05T09:00:00Z', updatedAt: '2026-01-05T10:00:00Z', needsReview: true, isHumanTakeover: 'no' },
  screeningQuestionsOutcome: [
    { screeningQuestion: 'Night shifts?', questionOutcome: 'FAILED', responseSummary: 'No.' },
    { screeningQuestion: 'Forklift?', questionOutcome: 'UNSURE' },
  ],
  scorecardTotalValue: '7.5',
  futureField: { any: 'thing' },
}
const conversation = readConversation(told, 'org_1')!
const as = { type: DETAILS_TYPE, poppOrganizationId: 'org_1', at: conversation.updatedAt }

test('what is told is read back from the event as it was told, and nothing is made up', () => {
  const event = normalise(recount(conversation, as), new Date('2026-01-05T10:00:05Z'))
  expect(event).toEqual({
    ...{ type: 'CONVERSATION_DETAILS', kind: 'details', family: 'conversation', generation: 'current' },
    ...{ occurredAt: new Date('2026-01-05T10:00:00Z'), recordId: 'conv_1', organizationId: 'org_1' },
    ...{ status: 'failed', rawStatus: 'COMPLETED_SCREENING_FAILED', firstName: 'Zoë', externalId: '42', score: 7.5 },
    campaignId: 'camp_7',
    outcomes: [
      { question: 'Night shifts?', verdict: 'failed', rawVerdict: 'FAILED', summary: 'No.' },
      { question: 'Forklift?', verdict: 'other', rawVerdict: 'UNSURE', summary: null },
    ],
    warnings: [],
  })
})

test('a conversation of which nothing is told but its id gives an event that says nothing', () => {
  const bare = readConversation({ id: 'conv_1' }, 'org_1')!
  const event = normalise(recount(bare, { ...as, at: null }), new Date('2026-01-05T10:00:00Z'))
  expect(event).toMatchObject({ recordId: 'conv_1', occurredAt: null, status: null, rawStatus: null, warnings: [] })
})

test('the same facts have the same key, whenever they are read and whatever stands beside them', () => {
  const later = readConversation({ ...told, updatedAt: '2026-02-01T00:00:00Z', futureField: 1 }, 'org_1')!
  expect(detailsKey(later)).toBe(detailsKey(conversation))
  const another = readConversation({ ...told, scorecardTotalValue: 8 }, 'org_1')!
  expect(detailsKey(another)).not.toBe(detailsKey(conversation))
  expect(detailsKey({ ...conversation, id: `${'x'.repeat(900)}` }).length).toBeLessThan(120)
})

test('fields of wrong types are dropped with a warning each, without their values', () => {
  const wrong = { ...told, participantFirstName: 7, scorecardTotalValue: 'high', screeningQuestionsOutcome: 'none' }
  const read = readConversation({ ...wrong, createdAt: 5, status: [] }, 'org_1')!
  expect(read).toMatchObject({ id: 'conv_1', firstName: undefined, score: undefined, rawStatus: null, createdAt: null })
  expect(read.warnings.map((warning) => warning.split(':')[0])).toEqual([
    ...['data.status', 'data.participantFirstName', 'data.scorecardTotalValue', 'data.screeningQuestionsOutcome'],
  ])
  expect(read.warnings.join()).not.toMatch(/high|none/)
})
