import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dedupeKey, recordKey } from './envelope'

const body = new TextEncoder().encode('{}')
const noId = { type: 'A', poppEventId: null, recordId: 'r' }
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\0', '\ud800', '\udc00', '.', '~', 'a') }),
)

describe('recordKey', () => {
  it.each(['conv_abc123', '0190d3c1-7b1a-7000-8000-000000000000', 'a', '-', ':', 'a.b', 'a..', 'a'.repeat(200)])(
    'is the record id %s itself',
    (recordId) => expect(recordKey(recordId)).toBe(recordId),
  )

  it.each([
    '.',
    '..',
    '../../etc',
    '',
    ' ',
    'a b',
    'a/b',
    'a%2Fb',
    'é',
    'a\n',
    '\0',
    '\ud800',
    'a'.repeat(201),
    '~a',
    `~${'0'.repeat(40)}`,
  ])('is a digest for %j', (recordId) => expect(recordKey(recordId)).toMatch(/^~[0-9a-f]{40}$/))

  it('tells any two record ids apart, lone surrogates included', () => {
    expect(recordKey('\ud800')).not.toBe(recordKey('\udc00'))
    expect(recordKey('\ud800')).not.toBe(recordKey('\ufffd'))
    fc.assert(fc.property(text, text, (a, b) => (recordKey(a) === recordKey(b)) === (a === b)))
  })

  it('is short and survives a URL unchanged', () => {
    fc.assert(
      fc.property(text, (recordId) => {
        const key = recordKey(recordId)
        expect(key.length).toBeLessThanOrEqual(200)
        expect(new URL(`http://desk/conversations/${key}`).pathname).toBe(`/conversations/${key}`)
      }),
    )
  })
})

describe('dedupeKey', () => {
  it('is the event id whatever else the delivery holds', () => {
    const other = new TextEncoder().encode('{ }')
    const withId = { type: 'A', poppEventId: 'evt_1', recordId: 'r' }
    expect(dedupeKey(withId, body)).toBe('id:evt_1')
    expect(dedupeKey({ ...withId, type: 'B', recordId: null }, other)).toBe('id:evt_1')
  })

  it('is a digest for ids that are long or unsafe, which no other id can spell', () => {
    const long = dedupeKey({ ...noId, poppEventId: 'i'.repeat(100_000) }, body)
    expect(long).toMatch(/^id-digest:[0-9a-f]{64}$/)
    expect(dedupeKey({ ...noId, poppEventId: 'i'.repeat(99_999) }, body)).not.toBe(long)
    expect(dedupeKey({ ...noId, poppEventId: long.slice('id-digest:'.length) }, body)).not.toBe(long)
    expect(dedupeKey({ ...noId, poppEventId: '\ud800' }, body)).not.toBe(
      dedupeKey({ ...noId, poppEventId: '\udc00' }, body),
    )
  })

  it('tells any two event ids apart', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const keys = [a, b].map((poppEventId) => dedupeKey({ ...noId, poppEventId }, body))
        expect(keys[0] === keys[1]).toBe(a === b)
      }),
    )
  })

  it('without an event id depends on event, record id and every byte of the body', () => {
    const key = dedupeKey(noId, body)
    expect(key).toMatch(/^digest:[0-9a-f]{64}$/)
    expect(dedupeKey({ ...noId }, Uint8Array.from(body))).toBe(key)
    expect(dedupeKey({ ...noId, type: 'B' }, body)).not.toBe(key)
    expect(dedupeKey({ ...noId, recordId: 's' }, body)).not.toBe(key)
    expect(dedupeKey({ ...noId, recordId: null }, body)).not.toBe(key)
    expect(dedupeKey(noId, new TextEncoder().encode('{} '))).not.toBe(key)
  })

  it('never lets neighbouring fields run together', () => {
    const key = (type: string, recordId: string | null, bytes: Uint8Array) =>
      dedupeKey({ type, poppEventId: null, recordId }, bytes)
    expect(key('AB', 'C', body)).not.toBe(key('A', 'BC', body))
    expect(key('A', 'B', Buffer.from('CD', 'utf16le'))).not.toBe(key('A', 'BC', Buffer.from('D', 'utf16le')))
    expect(key('A', null, Buffer.from('x'))).not.toBe(key('A', 'none;x', Buffer.from('')))
    expect(key('A', null, Buffer.concat([Buffer.from('1;'), Buffer.from('B', 'utf16le')]))).not.toBe(
      key('A', 'B', Buffer.from('')),
    )
    fc.assert(
      fc.property(text, text, text, text, (a, b, c, d) => {
        expect(key(a, b, body) === key(c, d, body)).toBe(a === c && b === d)
      }),
    )
  })

  it('stays what it is: events already stored are found by it', () => {
    const expected = createHash('sha256')
      .update(
        Buffer.concat([Buffer.from('1;'), Buffer.from('A', 'utf16le'), Buffer.from('1;'), Buffer.from('r', 'utf16le')]),
      )
      .update(body)
      .digest('hex')
    expect(dedupeKey(noId, body)).toBe(`digest:${expected}`)
  })
})
