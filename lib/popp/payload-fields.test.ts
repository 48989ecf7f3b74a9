import { expect, test } from 'vitest'
import { hostileEnvelopes, refusedBodies } from './hostile-bodies'
import { payloadFields } from './payload-fields'

const fieldsOf = (body: unknown) => payloadFields(new TextEncoder().encode(JSON.stringify(body)))

test('every value has its path; the places of a list share one', () => {
  const body = {
    event: 'CONVERSATION_COMPLETED',
    data: {
      externalId: 'ats-1001',
      scorecardTotalValue: 7.5,
      optedOut: false,
      externalCampaignId: null,
      screeningQuestionsOutcome: [{ questionOutcome: 'PASSED' }, { questionOutcome: 'FAILED' }],
      tags: [['a']],
    },
  }
  expect(fieldsOf(body).map(({ path, text }) => `${path} = ${text}`)).toEqual([
    'event = CONVERSATION_COMPLETED',
    'data.externalId = ats-1001',
    'data.scorecardTotalValue = 7.5',
    'data.optedOut = false',
    'data.externalCampaignId = null',
    'data.screeningQuestionsOutcome[].questionOutcome = PASSED',
    'data.screeningQuestionsOutcome[].questionOutcome = FAILED',
    'data.tags[][] = a',
  ])
})

test('what is shallow is found whatever stands beside it', () => {
  const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, { deep: n }]))
  const fields = fieldsOf({ a: { b: { c: { d: wide } } }, data: { recordId: 'conv_1' } })
  expect(fields).toContainEqual({ path: 'data.recordId', text: 'conv_1' })
  expect(fields.length).toBeLessThanOrEqual(400)
})

test.each([...hostileEnvelopes, ...refusedBodies])(
  'hostile body $name gives some fields, at once and without an error',
  ({ bytes }) => {
    const start = performance.now()
    expect(payloadFields(bytes).length).toBeLessThanOrEqual(400)
    expect(performance.now() - start).toBeLessThan(10_000)
  },
)
