import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEnvelope } from './envelope'
import { documentedBodies } from './fixtures'
import { hostileEnvelopes, refusedBodies } from './hostile-bodies'
import { ID_MAX, NAME_MAX, QUESTION_MAX, REASON_MAX, STATUS_MAX, SUMMARY_MAX, TYPE_MAX, URL_MAX } from './limits'
import { normalise } from './normalise'
import { unconfirmedReasonFields } from './words'

const receivedAt = new Date('2024-06-01T00:00:00Z')
const utf8 = (text: string) => new TextEncoder().encode(text)
const LONGEST = Math.max(ID_MAX, NAME_MAX, QUESTION_MAX, REASON_MAX, STATUS_MAX, SUMMARY_MAX, TYPE_MAX, URL_MAX)

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\0',
    '\ud800',
    '\udfff',
    '__proto__',
    '',
    ' ',
    'COMPLETED',
    'PASSED',
    '1e400',
    'https://x/campaign/outbound/\0',
    '2024-01-01T00:00:00Z',
  ),
)
const anyValue = fc.oneof(anyText, fc.jsonValue({ depthSize: 'small' }), fc.constantFrom(null, -0, 1e308, 2 ** 60))
const fields = [
  'recordId',
  'conversationId',
  'organizationId',
  'conversationStatus',
  'scorecardTotalValue',
  'externalId',
  'externalCampaignId',
  'participantFirsName',
  'participantFirstName',
  'participantLastName',
  'candidateId',
  'campaignConversationUrl',
  'screeningQuestionsOutcome',
  ...unconfirmedReasonFields,
  '__proto__',
  'constructor',
  'toString',
] as const
/** `__proto__` as an own key, which is what JSON.parse makes of it and an object literal does not. */
const objectOf = (keys: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc
    .array(fc.tuple(fc.constantFrom(...keys), value))
    .map((entries) => `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(each)}`).join()}}`)
const outcome = fc.record(
  { questionOutcome: anyValue, screeningQuestion: anyValue, responseSummary: anyValue },
  { requiredKeys: [] },
)
const body = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('CONVERSATION_STARTED', 'CONVERSATION_NEEDS_REVIEW', 'CALENDAR_X', 'constructor'),
      anyText,
    ),
    objectOf(fields, fc.oneof(anyValue, fc.array(outcome, { maxLength: 5 }))),
    objectOf(['eventId', 'eventTimestamp', '__proto__'], anyValue),
  )
  .map(
    ([event, data, rest]) =>
      `{"event":${JSON.stringify(event)},"data":${data}${rest === '{}' ? '' : `,${rest.slice(1, -1)}`}}`,
  )

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || value instanceof Date) return []
  return Object.values(value).flatMap(textsOf)
}

function expectStorable(bytes: Uint8Array) {
  const event = normalise(bytes, receivedAt)
  for (const text of textsOf(event)) {
    expect(text.isWellFormed()).toBe(true)
    expect(text).not.toContain('\0')
    expect([...text].length).toBeLessThanOrEqual(LONGEST)
  }
  if (event.score !== undefined && event.score !== null) expect(Number.isFinite(event.score)).toBe(true)
  if (event.occurredAt) expect(event.occurredAt.getTime()).not.toBeNaN()
  expect(event.outcomes?.length ?? 0).toBeLessThanOrEqual(200)
  if (event.conversationUrl) expect(event.conversationUrl).toMatch(/^https:\/\//)
  expect(Object.getPrototypeOf(event)).toBe(Object.prototype)
  expect(normalise(bytes, receivedAt)).toEqual(event)
  return event
}

describe('normalise, for whatever Popp may send', () => {
  it('gives storable values for every envelope and agrees with what was read before the 200', () => {
    fc.assert(
      fc.property(body, (text) => {
        const bytes = utf8(text)
        const envelope = readEnvelope(bytes, receivedAt)
        expect(envelope.ok).toBe(true)
        const event = expectStorable(bytes)
        if (!envelope.ok) return
        expect(event.occurredAt).toEqual(envelope.envelope.occurredAt)
        expect(event.recordId === null).toBe(envelope.envelope.recordId === null)
      }),
      { numRuns: 1_000 },
    )
  })

  it('never throws, whatever the JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => void expectStorable(utf8(text))))
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void expectStorable(bytes)))
  })

  it('reads every documented body with any one byte changed', () => {
    const all = Object.values(documentedBodies).map(utf8)
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(), fc.nat(255), (original, at, byte) => {
        const changed = Uint8Array.from(original)
        changed[at % changed.length] = byte
        expectStorable(changed)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([...hostileEnvelopes, ...refusedBodies])('reads $name', ({ bytes }) => {
    expectStorable(bytes)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it.each(Object.entries(documentedBodies))('reads %s without a warning', (_name, text) => {
    expect(expectStorable(utf8(text)).warnings).toEqual([])
  })

  it('says that a body was not UTF-8, and only then', () => {
    const named = (name: string) => hostileEnvelopes.find((body) => body.name === name)!.bytes
    expect(normalise(named('bytes that are not UTF-8'), receivedAt)).toMatchObject({
      firstName: 'A\ufffdB',
      warnings: ['the body is not valid UTF-8'],
    })
    expect(normalise(named('a byte order mark'), receivedAt).warnings).toEqual([])
  })
})
