import { expect, test } from 'vitest'
import { hostileEnvelopes, refusedBodies } from '@/lib/popp/hostile-bodies'
import { maskedBody } from './masked-body'

const mask = (body: unknown) => maskedBody(new TextEncoder().encode(JSON.stringify(body)))

test('the structure is there, the words are not', () => {
  const body = {
    event: 'CONVERSATION_COMPLETED',
    eventId: 'evt_1',
    data: {
      recordId: 'conv_1',
      participantFirstName: 'Amara',
      scorecardTotalValue: 7,
      optedOut: false,
      externalCampaignId: null,
      screeningQuestionsOutcome: [{ responseSummary: 'Only weekdays.' }],
      tags: [],
    },
  }
  expect(mask(body)).toBe(`{
  "event": "CONVERSATION_COMPLETED",
  "eventId": "evt_1",
  "data": {
    "recordId": "conv_1",
    "participantFirstName": ‹5 characters›,
    "scorecardTotalValue": ‹number›,
    "optedOut": ‹true or false›,
    "externalCampaignId": null,
    "screeningQuestionsOutcome": [
      {
        "responseSummary": ‹14 characters›
      }
    ],
    "tags": []
  }
}`)
})

test('an id that reads like words is masked, and so is one in another place', () => {
  expect(mask({ event: 'Amara Okafor', data: { eventId: 'evt_1', recordId: 'call her' } })).not.toMatch(
    /Amara|evt_1|call/,
  )
})

test.each([...hostileEnvelopes, ...refusedBodies])(
  'hostile body $name is masked at once, in few lines',
  ({ bytes }) => {
    const start = performance.now()
    expect((maskedBody(bytes) ?? '').split('\n').length).toBeLessThanOrEqual(401)
    expect(performance.now() - start).toBeLessThan(10_000)
  },
)
