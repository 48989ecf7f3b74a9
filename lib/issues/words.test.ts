import { expect, test } from 'vitest'
import { laneOfKind } from '@/lib/outbox/domain'
import { outwardKinds } from '@/lib/outbox/schema'
import { outwardReasons } from '@/lib/outbox/schema-reason'
import { runFailures } from '@/lib/reconcile/schema'
import { rejectionCauses } from '@/lib/webhooks/schema'
import { alertText } from './alert-text'
import { causeAt, type IssueKind, ownCauses } from './schema'
import { issueWords } from './words'
import { alertReasonWords } from './words-alert'
import { causeWords, newestReason } from './words-cause'

interface Named {
  kind: IssueKind
  cause: string
  code: string
}

const isSignature = (code: string) => code.endsWith('-signature')
const refused = rejectionCauses.map((code): Named => {
  return { kind: isSignature(code) ? 'signature' : 'schema', cause: causeAt(code, 'e1'), code }
})
const own = Object.entries(ownCauses).flatMap(([kind, codes]) =>
  codes.map((code): Named => ({ kind: kind as IssueKind, cause: causeAt(code, 'e1'), code })),
)
const lanes = [...new Set(outwardKinds.map(laneOfKind))]
const outgoing = lanes.flatMap((lane) =>
  [...outwardReasons, 'http-503', 'smtp-421'].map(
    (code): Named => ({ kind: 'outgoing', cause: `${lane}:${code}`, code }),
  ),
)

test.each([
  ['refused deliveries', refused],
  ['what the desk finds by itself', own],
  ['outward calls', outgoing],
])('every cause of %s is told in words, on screens and in alerts', (_, causes) => {
  for (const named of causes) {
    const facts = { ...named, id: 'i1', recurrences: 0, organizationName: 'North' }
    const { subject, text, short } = alertText(facts, 'http://desk')
    expect(causeWords(named).toLowerCase()).not.toContain(named.code)
    // A code of one word may be an honest word elsewhere: "gone quiet".
    const code = named.code.includes('-') ? named.code : `: ${named.code}`
    for (const words of [issueWords(named).title, subject, text, short]) expect(words).not.toContain(code)
  }
})

test('two causes of one kind have two titles', () => {
  for (const lane of lanes) {
    const titles = outwardReasons.map((code) => issueWords({ kind: 'outgoing', cause: `${lane}:${code}` }).title)
    expect(new Set(titles).size).toBe(outwardReasons.length)
  }
  const titlesOf = (reasons: string[]) => reasons.map((cause) => issueWords({ kind: 'outgoing', cause }).title)
  expect(titlesOf(['popp:unauthorized', 'popp:unavailable'])).toEqual([
    'Calls to Popp do not succeed: Popp refuses the API key',
    'Calls to Popp do not succeed: Popp did not answer',
  ])
})

test.each(runFailures)('why a comparison failed (%s) is told in a sentence, with what Popp answered', (reason) => {
  const words = newestReason({ kind: 'popp-api', facts: { reason, status: 502 } })!
  expect(words).toMatch(/^[A-Z].+\. It answered 502\.$/)
  expect(words).not.toContain('API failed (')
})

test('an error of the desk keeps its name and codes, for who mends it', () => {
  const told = (cause: string) => causeWords({ kind: 'handler', cause })
  expect(told('TypeError')).toBe('A fault of this desk (TypeError)')
  expect(told('PrismaClientKnownRequestError · P2028')).toBe('The database took too long (P2028)')
  expect(told('PrismaClientKnownRequestError · P2010 · 22P02')).toBe('The database did not take it (P2010, 22P02)')
})

test('a code that nobody knows is shown as it is', () => {
  expect(causeWords({ kind: 'popp-api', cause: 'teapot' })).toBe('Teapot')
  expect(causeWords({ kind: 'outgoing', cause: 'popp:teapot' })).toBe('Teapot')
  expect(newestReason({ kind: 'popp-api', facts: { reason: 'teapot' } })).toBe('Popp’s API failed (teapot).')
  expect(alertReasonWords('teapot')).toBe('It was not sent (teapot).')
})

test('a test of an alert says why it was not sent, and what can be done about it', () => {
  for (const reason of outwardReasons) expect(alertReasonWords(reason)).toMatch(/^[A-Z][^(]+\.$/)
  expect(alertReasonWords('smtp-550')).toBe('The mail server answered 550.')
  expect(alertReasonWords('no-recipients')).toContain('add an address')
})
