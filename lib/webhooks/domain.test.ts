import { expect, test } from 'vitest'
import { isForeign, isJsonType, mayRepeat, repeatKey } from './domain'

test.each([
  ['application/json', true],
  ['Application/JSON; charset=utf-8', true],
  ['application/json;charset="utf-8"; x=y', true],
  ['', true],
  [null, true],
  ['application/jsonp', false],
  ['application/json-seq', false],
  ['text/plain', false],
  ['text/plain; application/json', false],
  ['application/x-www-form-urlencoded', false],
  ['multipart/form-data; boundary=application/json', false],
])('content type %j: accepted %s', (type, accepted) => expect(isJsonType(type)).toBe(accepted))

test('only a request for review without id and with a record may repeat', () => {
  const flag = { type: 'CONVERSATION_NEEDS_REVIEW', poppEventId: null, recordId: 'conv_1' }
  expect(mayRepeat(flag)).toBe(true)
  expect(mayRepeat({ ...flag, poppEventId: 'evt_1' })).toBe(false)
  expect(mayRepeat({ ...flag, type: 'CONVERSATION_COMPLETED' })).toBe(false)
  expect(mayRepeat({ ...flag, recordId: null })).toBe(false)
})

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000)

test('inside the window a copy has the key of the event it repeats, later it has the next one', () => {
  expect(repeatKey('digest:ab', null, at(0), 900)).toBe('digest:ab:000000')
  const first = { dedupeKey: 'digest:ab:000000', receivedAt: at(0) }
  expect(repeatKey('digest:ab', first, at(0), 900)).toBe('digest:ab:000000')
  expect(repeatKey('digest:ab', first, at(900), 900)).toBe('digest:ab:000000')
  expect(repeatKey('digest:ab', first, at(901), 900)).toBe('digest:ab:000001')
  expect(repeatKey('digest:ab', { dedupeKey: 'digest:ab:000009', receivedAt: at(0) }, at(1e6), 900)).toBe(
    'digest:ab:000010',
  )
})

test('a copy received earlier by another process with a slower clock is a copy', () => {
  expect(repeatKey('b', { dedupeKey: 'b:000003', receivedAt: at(5) }, at(0), 900)).toBe('b:000003')
})

test('keys of later repeats sort after earlier ones as text', () => {
  const keys = ['b:000000']
  for (let n = 1; n < 1200; n++)
    keys.push(repeatKey('b', { dedupeKey: keys.at(-1)!, receivedAt: at(0) }, at(n * 1e4), 900))
  expect([...keys].sort()).toEqual(keys)
})

test('a body that names no organization belongs to the endpoint’s', () => {
  expect([isForeign(null, 'org_a'), isForeign('org_a', 'org_a'), isForeign('org_b', 'org_a')]).toEqual([
    false,
    false,
    true,
  ])
})
