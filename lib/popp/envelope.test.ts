import { describe, expect, it } from 'vitest'
import { readEnvelope } from './envelope'
import { currentCalendar, currentEnvelope, documentedBodies, originalNeedsReview } from './fixtures'
import { hostileEnvelopes, refusedBodies } from './hostile-bodies'

const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => {
  const reading = readEnvelope(utf8(text))
  if (!reading.ok) throw new Error(reading.detail)
  return reading.envelope
}

describe('readEnvelope', () => {
  it('reads the current envelope', () => {
    expect(read(currentEnvelope)).toEqual({
      type: 'CONVERSATION_STARTED',
      poppEventId: 'abc123-def456-ghi789',
      occurredAt: new Date('2024-01-15T10:30:00.000Z'),
      recordId: 'conv_abc123',
      organizationId: 'org_xyz789',
    })
  })

  it('reads the original envelope, which has neither id nor time', () => {
    expect(read(originalNeedsReview)).toEqual({
      type: 'CONVERSATION_NEEDS_REVIEW',
      poppEventId: null,
      occurredAt: null,
      recordId: 'conv_abc123',
      organizationId: 'org_xyz789',
    })
  })

  it('finds the conversation of a calendar event in conversationId', () => {
    expect(read(currentCalendar).recordId).toBe('conv_abc123')
    expect(read('{"event":"CALENDAR_X","data":{"recordId":"r"}}').recordId).toBe('r')
    expect(read('{"event":"WORKFLOW_X","data":{"recordId":"r","conversationId":"c"}}').recordId).toBe('r')
  })

  it.each(Object.entries(documentedBodies))('accepts %s', (_name, body) => {
    expect(read(body).recordId).toBe('conv_abc123')
  })

  it.each(hostileEnvelopes)('accepts $name', ({ bytes }) => {
    expect(readEnvelope(bytes).ok).toBe(true)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it.each(refusedBodies)('refuses $name as $reason', ({ bytes, reason }) => {
    expect(readEnvelope(bytes)).toMatchObject({ ok: false, reason })
  })

  it('never quotes the body in a refusal, because it may hold personal data', () => {
    for (const body of [
      'Amara',
      '{"name":Amara',
      '{"event":"A","data":{"name":"Amara}',
      '["Amara"]',
      '{"event":{"n":"Amara"}}',
    ]) {
      expect(JSON.stringify(readEnvelope(utf8(body)))).not.toContain('Amara')
    }
  })

  it.each([
    ['"conv_1"', 'conv_1'],
    ['42', '42'],
    ['-7', '-7'],
    ['9007199254740991', '9007199254740991'],
    ['1.5', '1.5'],
    ['-0', '0'],
    ['" conv_1"', ' conv_1'],
  ])('reads the record id %s', (stated, recordId) => {
    expect(read(`{"event":"A","data":{"recordId":${stated}}}`).recordId).toBe(recordId)
  })

  it.each(['null', 'true', '{}', '[]', '["a"]', '""', '"  "', '1e400', '9007199254740993', '1e21'])(
    'takes the record id %s for none, so that it cannot stand for several conversations',
    (stated) => expect(read(`{"event":"A","data":{"recordId":${stated}}}`).recordId).toBeNull(),
  )

  it('takes a blank event id for none, because it would make all events one', () => {
    expect(read('{"event":"A","eventId":"","data":{}}').poppEventId).toBeNull()
    expect(read('{"event":"A","eventId":" ","data":{}}').poppEventId).toBeNull()
  })

  it('takes the last of duplicate keys', () => {
    expect(read('{"event":"A","event":"B","data":{"recordId":"1","recordId":"2"}}')).toMatchObject({
      type: 'B',
      recordId: '2',
    })
  })

  it('does not inherit from __proto__', () => {
    expect(read('{"event":"A","data":{"__proto__":{"recordId":"x"}}}').recordId).toBeNull()
  })

  it('gives NUL and lone surrogates as sent, so that keys can tell ids apart', () => {
    expect(read('{"event":"A","data":{"recordId":"\\u0000\\ud800"}}').recordId).toBe('\0\ud800')
  })

  it('takes a time far ahead of its arrival for none', () => {
    const bytes = utf8('{"event":"A","eventTimestamp":"9999-01-01T00:00:00Z","data":{}}')
    expect(readEnvelope(bytes, new Date('2024-01-15'))).toMatchObject({ envelope: { occurredAt: null } })
  })
})
