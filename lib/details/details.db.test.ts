import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { LeasedCall } from '@/lib/outbox/handler'
import { leaseCalls } from '@/lib/outbox/lease-store'
import { sendCall } from '@/lib/outbox/send-service'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { storeEvent } from '@/lib/platform/testing/events'
import { type PoppPeer, startPoppPeer } from '@/lib/platform/testing/popp-peer'
import { ensureConnection } from '@/lib/popp-connection/connection-service'
import { applyBatch } from '@/lib/worker/batch'
import { fetchDetails } from './fetch-service'

useTestDatabase()
afterAll(closePublisher)

let desk: Desk
let peer: PoppPeer
beforeEach(async () => {
  forgetPerProcess('popp-circuits')
  desk = await createDesk()
  peer = await startPoppPeer(() => ({ json: told }))
})
afterEach(() => peer.close())

const told = {
  ...{ id: 'conv_1', conversationStatus: 'COMPLETED_SCREENING_PASSED', campaignId: 'camp_7', scorecardTotalValue: 9 },
  ...{ participantFirstName: 'Zoë', participantLastName: null, updatedAt: '2026-01-05T10:00:00Z', needsReview: true },
  screeningQuestionsOutcome: [{ screeningQuestion: 'Forklift?', questionOutcome: 'PASSED', responseSummary: 'Yes.' }],
}
const event = (type: string, minute: number, data: object = {}) =>
  JSON.stringify({
    event: type,
    eventTimestamp: new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString(),
    data: { recordId: 'conv_1', participantFirstName: 'Zoe', participantLastName: 'Bell', ...data },
  })
const completed = event('CONVERSATION_COMPLETED', 9, { conversationStatus: 'COMPLETED' })

const where = () => ({ organizationId: desk.organizationId })
const connect = () =>
  ensureConnection(desk.organizationId, db(), { baseUrl: peer.baseUrl, key: 'k', actsInPopp: false })
const arrives = async (...bodies: string[]) => {
  for (const body of bodies) await storeEvent(desk.organizationId, body)
  while ((await applyBatch()) > 0);
}
const wanted = () => db().outwardCall.findMany({ where: where() })
const call = (attempts = 1): LeasedCall => ({
  ...{ organizationId: desk.organizationId, id: newId(), kind: 'fetch-details', recordKey: 'conv_1', attempts },
  ...{ reviewItemId: null, issueId: null, memberId: null, payload: null, createdAt: new Date() },
})
const conversation = () =>
  db().conversation.findFirstOrThrow({
    where: where(),
    omit: { organizationId: true, eventCount: true },
    include: { outcomes: { omit: { organizationId: true } } },
  })
const issues = () => db().issue.findMany({ where: where() })

test('a completed conversation wants its details once per COMPLETED, and never again when it is applied again', async () => {
  await connect()
  await arrives(event('CONVERSATION_STARTED', 0), completed)
  expect(await wanted()).toMatchObject([{ kind: 'fetch-details', recordKey: 'conv_1', state: 'waiting' }])
  await db().eventWork.updateMany({ where: where(), data: { state: 'pending' } })
  await arrives(event('CONVERSATION_COMPLETED', 30, { conversationStatus: 'CLOSED' }))
  expect(await wanted()).toHaveLength(2)
})

test.each([
  ['no connection', async () => {}],
  [
    'no key',
    () => connect().then(() => db().poppConnection.updateMany({ where: where(), data: { keyCiphertext: null } })),
  ],
  [
    'details switched off',
    () => connect().then(() => db().poppConnection.updateMany({ where: where(), data: { fetchDetails: false } })),
  ],
])('with %s nothing is wanted', async (_, prepare) => {
  await prepare()
  await arrives(completed)
  expect(await wanted()).toEqual([])
  expect((await conversation()).status).toBe('completed')
})

test('details add what was not known, and move neither end nor place in the lists', async () => {
  await connect()
  await arrives(event('CONVERSATION_STARTED', 0), completed)
  const before = await conversation()
  expect(await fetchDetails(call())).toEqual({ state: 'done' })
  await arrives()
  expect(await conversation()).toEqual({
    ...before,
    ...{
      status: 'passed',
      rawStatus: 'COMPLETED_SCREENING_PASSED',
      aiOutcome: 'passed',
      score: 9,
      campaignId: 'camp_7',
    },
    ...{ firstName: 'Zoë', candidateName: 'Zoë Bell' },
    outcomes: [
      {
        recordKey: 'conv_1',
        position: 0,
        question: 'Forklift?',
        verdict: 'passed',
        rawVerdict: 'PASSED',
        summary: 'Yes.',
      },
    ],
  })
  expect(await db().reviewItem.count({ where: where() })).toBe(0)
  expect(await db().event.findMany({ where: { ...where(), source: 'details' } })).toMatchObject([
    { type: 'CONVERSATION_DETAILS', endpointId: null },
  ])
})

test('in whatever order and how often they are applied, events and details give equal rows', async () => {
  const opted = event('CONVERSATION_OPTED_OUT', 20)
  const rows = []
  for (const order of [
    ['details', opted, completed],
    [opted, 'details', completed],
    [completed, opted, 'details', 'details'],
  ]) {
    desk = await createDesk()
    await connect()
    // The conversation must be known before its details can be asked for.
    await arrives(event('CONVERSATION_STARTED', 0))
    for (const step of order) {
      if (step !== 'details') await arrives(step)
      else {
        expect(await fetchDetails(call())).toEqual({ state: 'done' })
        await arrives()
      }
    }
    rows.push(await conversation())
    expect(await db().event.count({ where: { ...where(), source: 'details' } })).toBe(1)
  }
  // What it never undoes: the candidate's own word.
  expect(rows[0]).toMatchObject({ status: 'opted-out', optedOut: true, aiOutcome: 'passed', score: 9 })
  for (const row of rows) expect(row).toEqual(rows[0])
})

test('a status that is behind what events said undoes nothing', async () => {
  await connect()
  await arrives(event('CONVERSATION_COMPLETED', 9, { conversationStatus: 'COMPLETED_SCREENING_FAILED' }))
  peer.behave(() => ({ json: { ...told, conversationStatus: 'ONGOING' } }))
  await fetchDetails(call())
  await arrives()
  expect(await conversation()).toMatchObject({ status: 'failed', aiOutcome: 'failed', ended: true, score: 9 })
})

test('details are no news: a snoozed item sleeps on', async () => {
  await connect()
  await arrives(event('CONVERSATION_NEEDS_REVIEW', 1), completed)
  const snoozedUntil = new Date(Date.now() + 3_600_000)
  await db().reviewItem.updateMany({ where: where(), data: { snoozedUntil } })
  await fetchDetails(call())
  await arrives()
  expect(await db().reviewItem.findFirst({ where: where() })).toMatchObject({ snoozedUntil })
})

test.each([
  [401, 'unauthorized', 'again'],
  [429, 'rate-limited', 'again'],
  [503, 'unavailable', 'again'],
  [404, 'not-found', 'failed'],
  [400, 'invalid', 'failed'],
])(
  'an answer of %i is tried again where that may help; what is told of it is the outbox’s',
  async (status, reason, state) => {
    await connect()
    await arrives(completed)
    peer.behave(() => ({ status, headers: { 'retry-after': '0' } }))
    expect(await fetchDetails(call(5))).toMatchObject({ state, reason })
    expect(await issues()).toEqual([])
  },
)

test('Popp that does not answer is one cause, also once the calls to it rest', async () => {
  await connect()
  await arrives(completed)
  peer.behave(() => ({ status: 503 }))
  for (let n = 0; n < 8; n++)
    expect(await fetchDetails(call())).toMatchObject({ state: 'again', reason: 'unavailable' })
})

test('calls that fail now and then tell nobody, calls that go on failing make one issue that ends with them', async () => {
  await connect()
  await arrives(completed)
  const send = async () => {
    for (const row of await leaseCalls(100, []))
      if (row.organizationId === desk.organizationId) await sendCall(row, fetchDetails, new AbortController().signal)
  }
  const due = () =>
    db().outwardCall.updateMany({ where: { ...where(), state: 'waiting' }, data: { dueAt: new Date(0) } })
  peer.behave(() => ({ status: 503 }))
  for (let n = 1; n <= 4; n++) {
    expect(await issues()).toEqual([])
    forgetPerProcess('popp-circuits')
    await due()
    await send()
  }
  expect(await issues()).toMatchObject([{ kind: 'outgoing', cause: 'popp:unavailable', state: 'open', count: 1 }])
  peer.behave(() => ({ json: told }))
  await due()
  await send()
  expect(await issues()).toMatchObject([{ state: 'resolved', resolvedBy: null }])
})

test('what was told, was otherwise and is told again stands again', async () => {
  await connect()
  await arrives(event('CONVERSATION_STARTED', 0), completed)
  for (const score of [9, 4, 4, 9]) {
    peer.behave(() => ({ json: { ...told, scorecardTotalValue: score } }))
    await fetchDetails(call())
    await arrives()
    expect(await conversation()).toMatchObject({ score })
  }
  expect(await db().event.count({ where: { ...where(), source: 'details' } })).toBe(3)
})

test('a conversation that Popp does not know yet is asked for again before that is a failure', async () => {
  await connect()
  await arrives(completed)
  peer.behave(() => ({ status: 404 }))
  expect(await fetchDetails(call(4))).toEqual({ state: 'again', reason: 'not-found', retryAfterSeconds: undefined })
  expect(await issues()).toEqual([])
})

test('a conversation of another organization, and one without a key, are not asked for', async () => {
  const other = await createDesk()
  await connect()
  await arrives(completed)
  expect(await fetchDetails({ ...call(), organizationId: other.organizationId })).toMatchObject({ state: 'failed' })
  await db().poppConnection.updateMany({ where: where(), data: { keyCiphertext: null } })
  expect(await fetchDetails(call())).toEqual({ state: 'failed', reason: 'no-key' })
  expect(peer.calls).toEqual([])
})
