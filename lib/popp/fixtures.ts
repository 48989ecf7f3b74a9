/** Bodies as Popp sends them, for tests and for the documentation's curl. Texts, because bytes are what is signed. */

const json = (value: unknown): string => JSON.stringify(value, null, 2)

/** The documentation's example of the current envelope, word for word. */
export const currentEnvelope = `{ "event": "CONVERSATION_STARTED",
  "eventId": "abc123-def456-ghi789",
  "eventTimestamp": "2024-01-15T10:30:00.000Z",
  "data": { "recordId": "conv_abc123", "organizationId": "org_xyz789" } }`

/** STARTED with all its documented fields. */
export const currentStarted = json({
  event: 'CONVERSATION_STARTED',
  eventId: 'evt_started_1',
  eventTimestamp: '2024-01-15T10:30:00.000Z',
  data: {
    recordId: 'conv_abc123',
    organizationId: 'org_xyz789',
    conversationStatus: 'ONGOING',
    candidateId: 'cand_42',
    externalId: 'ats-1001',
    externalCampaignId: 'ats-campaign-7',
    participantFirstName: 'Amara',
    participantLastName: 'Okafor',
    campaignConversationUrl: 'https://ai.joinpopp.com/campaign/outbound/camp_7?conversationId=conv_abc123',
  },
})

const screening = [
  {
    questionOutcome: 'PASSED',
    screeningQuestion: 'Do you have the right to work in the UK?',
    responseSummary: 'Yes, she is a British citizen.',
  },
  {
    questionOutcome: 'FAILED',
    screeningQuestion: 'Can you start before 1 March?',
    responseSummary: 'Her notice period ends on 31 March.',
  },
]

/** The original guide's shape: no event id, no time, the typo in the first name, nulls written out. */
const original = (event: string, data: object): string =>
  json({
    event,
    data: {
      recordId: 'conv_abc123',
      organizationId: 'org_xyz789',
      conversationStatus: 'ONGOING',
      scorecardTotalValue: null,
      externalId: 'ats-1001',
      externalCampaignId: null,
      participantFirsName: 'Amara',
      participantLastName: null,
      screeningQuestionsOutcome: [],
      ...data,
    },
  })

const current = (event: string, eventId: string, eventTimestamp: string, data: object): string =>
  json({ event, eventId, eventTimestamp, data: { recordId: 'conv_abc123', organizationId: 'org_xyz789', ...data } })

export const originalCompletedFailed = original('CONVERSATION_COMPLETED', {
  conversationStatus: 'COMPLETED_SCREENING_FAILED',
  scorecardTotalValue: 7,
  externalCampaignId: 'ats-campaign-7',
  participantLastName: 'Okafor',
  screeningQuestionsOutcome: screening,
})

export const originalCompletedPassed = original('CONVERSATION_COMPLETED', {
  conversationStatus: 'COMPLETED_SCREENING_PASSED',
  scorecardTotalValue: 12.5,
  screeningQuestionsOutcome: screening.slice(0, 1),
})

export const originalNeedsReview = original('CONVERSATION_NEEDS_REVIEW', {})

export const currentNeedsReview = current('CONVERSATION_NEEDS_REVIEW', 'evt_review_1', '2024-01-15T10:42:00.000Z', {})

export const currentCompletedPassed = current('CONVERSATION_COMPLETED', 'evt_completed_1', '2024-01-15T11:05:00.000Z', {
  conversationStatus: 'COMPLETED_SCREENING_PASSED',
  scorecardTotalValue: 12.5,
  screeningQuestionsOutcome: screening,
})

/** One documentation example carries this status, which is in no list. */
export const bareCompleted = current('CONVERSATION_COMPLETED', 'evt_completed_2', '2024-01-15T11:05:00.000Z', {
  conversationStatus: 'COMPLETED',
})

export const currentOptedOut = current('CONVERSATION_OPTED_OUT', 'evt_opted_out_1', '2024-01-15T11:30:00.000Z', {
  conversationStatus: 'OPTED_OUT',
})

export const currentCalendar = current('CALENDAR_MEETING_SCHEDULED', 'evt_calendar_1', '2024-01-16T09:00:00.000Z', {
  recordId: 'meeting_1',
  conversationId: 'conv_abc123',
  meetingDetails: {
    title: 'Interview',
    startDateTime: '2024-01-20T09:00:00.000Z',
    endDateTime: '2024-01-20T09:30:00.000Z',
    timezone: 'Europe/London',
    videoConference: true,
    participants: [{ email: 'amara@example.com', name: 'Amara Okafor' }],
  },
})

/** Every body above, by name. */
export const documentedBodies: Readonly<Record<string, string>> = {
  currentEnvelope,
  currentStarted,
  currentNeedsReview,
  currentCompletedPassed,
  bareCompleted,
  currentOptedOut,
  currentCalendar,
  originalCompletedFailed,
  originalCompletedPassed,
  originalNeedsReview,
}
