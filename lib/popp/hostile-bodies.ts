/** Bodies that are valid by the rules of ingest and made to break whoever reads, stores or shows them. For tests. */

export type HostileBody = { name: string; bytes: Uint8Array }

const DEPTH = 10_000
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const withData = (members: string): Uint8Array =>
  utf8(`{"event":"CONVERSATION_STARTED","data":{"recordId":"conv_hostile","organizationId":"org_xyz789"${members}}}`)
const withEnvelope = (members: string): Uint8Array =>
  utf8(`{"event":"CONVERSATION_NEEDS_REVIEW",${members},"data":{"recordId":"conv_hostile"}}`)

/** Authentic ones of these get a 200 and are shown safely. */
export const hostileEnvelopes: readonly HostileBody[] = [
  { name: 'NUL in a name', bytes: withData(',"participantFirstName":"A\\u0000B"') },
  {
    name: 'NUL in every id and in the type',
    bytes: utf8('{"event":"A\\u0000","eventId":"\\u0000","data":{"recordId":"\\u0000"}}'),
  },
  { name: 'lone high surrogate', bytes: withData(',"participantFirstName":"A\\ud800"') },
  { name: 'lone low surrogate', bytes: withData(',"participantLastName":"\\udc00B"') },
  {
    name: 'lone surrogate in the record id',
    bytes: utf8('{"event":"CONVERSATION_STARTED","data":{"recordId":"\\ud800"}}'),
  },
  { name: 'lists 10,000 deep', bytes: withData(`,"deep":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`) },
  { name: 'objects 10,000 deep', bytes: withData(`,"deep":${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`) },
  { name: 'a name 10,000 deep', bytes: withData(`,"participantFirstName":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`) },
  { name: 'duplicate keys', bytes: withData(',"participantFirstName":"A","participantFirstName":"B"') },
  { name: '__proto__ as data', bytes: withData(',"__proto__":{"participantFirstName":"polluted","toString":1}') },
  { name: '__proto__ beside data', bytes: withEnvelope('"__proto__":{"polluted":true}') },
  { name: 'constructor and prototype', bytes: withData(',"constructor":{"prototype":{"polluted":true}}') },
  {
    name: 'a type that is a property of objects',
    bytes: utf8('{"event":"constructor","data":{"conversationStatus":"__proto__"}}'),
  },
  { name: '1e400 as score', bytes: withData(',"scorecardTotalValue":1e400') },
  { name: '-1e400 as record id', bytes: utf8('{"event":"CONVERSATION_STARTED","data":{"recordId":-1e400}}') },
  { name: 'a name of 100 KB', bytes: withData(`,"participantFirstName":"${'x'.repeat(100_000)}"`) },
  { name: 'a name of 100 KB of emoji', bytes: withData(`,"participantFirstName":"${'😀'.repeat(25_000)}"`) },
  { name: 'a property name of 100 KB', bytes: withData(`,"${'k'.repeat(100_000)}":1`) },
  {
    name: 'ids of 100 KB',
    bytes: utf8(
      `{"event":"${'E'.repeat(100_000)}","eventId":"${'i'.repeat(100_000)}","data":{"recordId":"${'r'.repeat(100_000)}"}}`,
    ),
  },
  {
    name: 'every field of a wrong type',
    bytes: withData(
      ',"conversationStatus":{},"scorecardTotalValue":[],"participantFirstName":1,"participantLastName":true,"candidateId":{},"externalId":[],"campaignConversationUrl":5,"screeningQuestionsOutcome":"x"',
    ),
  },
  {
    name: 'screening questions of wrong types',
    bytes: withData(
      ',"screeningQuestionsOutcome":[null,1,"x",[],{},{"questionOutcome":{},"screeningQuestion":[],"responseSummary":1}]',
    ),
  },
  {
    name: '20,000 screening questions',
    bytes: withData(`,"screeningQuestionsOutcome":[${Array(20_000).fill('{"screeningQuestion":"q"}').join()}]`),
  },
  { name: 'envelope fields of a wrong type', bytes: withEnvelope('"eventId":{"a":1},"eventTimestamp":[]') },
  { name: 'a time that is none', bytes: withEnvelope('"eventTimestamp":"yesterday"') },
  { name: 'a time that overflows', bytes: withEnvelope('"eventTimestamp":"+275760-09-13T00:00:00.001Z"') },
  {
    name: 'a record id that climbs',
    bytes: utf8('{"event":"CONVERSATION_STARTED","data":{"recordId":"../../etc/passwd"}}'),
  },
  { name: 'markup in a name', bytes: withData(',"participantFirstName":"<img src=x onerror=alert(1)>"') },
  { name: 'a link that runs script', bytes: withData(',"campaignConversationUrl":"javascript:alert(1)"') },
  { name: 'text that turns its direction', bytes: withData(',"participantFirstName":"\\u202Egnp.exe"') },
  { name: 'an empty event', bytes: utf8('{"event":"","eventId":"","data":{}}') },
  { name: 'a byte order mark', bytes: new Uint8Array([0xef, 0xbb, 0xbf, ...withData('')]) },
  { name: 'bytes that are not UTF-8', bytes: notUtf8() },
]

/** Refused with 422 even when authentic. */
export const refusedBodies: readonly (HostileBody & { reason: 'not-json' | 'no-envelope' })[] = [
  { name: 'nothing', bytes: utf8(''), reason: 'not-json' },
  { name: 'white space', bytes: utf8(' \n'), reason: 'not-json' },
  { name: 'half a body', bytes: utf8('{"event":"CONVERSATION_STARTED","data":{'), reason: 'not-json' },
  { name: 'a form', bytes: utf8('event=CONVERSATION_STARTED&data='), reason: 'not-json' },
  { name: 'two bodies', bytes: utf8('{"event":"A","data":{}}{"event":"A","data":{}}'), reason: 'not-json' },
  {
    name: 'UTF-16',
    bytes: new Uint8Array(Buffer.from('\ufeff{"event":"A","data":{}}', 'utf16le')),
    reason: 'not-json',
  },
  { name: 'a list', bytes: utf8('[{"event":"A","data":{}}]'), reason: 'no-envelope' },
  { name: 'null', bytes: utf8('null'), reason: 'no-envelope' },
  { name: 'a number', bytes: utf8('1e400'), reason: 'no-envelope' },
  { name: 'no event', bytes: utf8('{"data":{}}'), reason: 'no-envelope' },
  { name: 'an event that is no text', bytes: utf8('{"event":1,"data":{}}'), reason: 'no-envelope' },
  { name: 'no data', bytes: utf8('{"event":"A"}'), reason: 'no-envelope' },
  { name: 'data null', bytes: utf8('{"event":"A","data":null}'), reason: 'no-envelope' },
  { name: 'data a list', bytes: utf8('{"event":"A","data":[]}'), reason: 'no-envelope' },
  {
    name: 'event and data only inherited',
    bytes: utf8('{"__proto__":{"event":"A","data":{}}}'),
    reason: 'no-envelope',
  },
]

function notUtf8(): Uint8Array {
  const bytes = withData(',"participantFirstName":"A?B"')
  bytes[bytes.lastIndexOf('?'.charCodeAt(0))] = 0xff
  return bytes
}
