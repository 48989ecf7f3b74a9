import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { keepAnswer } from '@/lib/popp-connection/answer-store'
import { claimItem, releaseClaim } from '@/lib/reviews/claim-service'
import { conversationDetail } from './schema'
import { getConversation } from './service'

useTestDatabase()

interface EventColumns {
  receivedAt: Date
  body: string | Uint8Array
  type?: string
  state?: 'pending' | 'applied' | 'quarantined'
}

async function addEvent({ organizationId }: Desk, recordKey: string, { state = 'applied', ...event }: EventColumns) {
  const id = newId()
  const body = new Uint8Array(Buffer.from(event.body))
  const type = event.type ?? JSON.parse(event.body.toString()).event
  const endpointId = newId()
  await db().event.create({
    data: { organizationId, id, endpointId, receivedAt: event.receivedAt, dedupeKey: id, recordKey, type, body },
  })
  await db().eventWork.create({ data: { organizationId, eventId: id, state } })
  return id
}

const envelope = (event: string, eventTimestamp: string | null, data: object = {}) =>
  JSON.stringify({
    event,
    ...(eventTimestamp && { eventId: newId(), eventTimestamp }),
    data: { recordId: 'c', ...data },
  })

test('the timeline tells events in the order they happened, and between them what people did', async () => {
  const desk = await createDesk()
  const ada = await desk.member('recruiter', 'Ada')
  const { id, recordKey } = await desk.reviewItem()
  const receivedAt = new Date('2026-01-01T12:00:00.000Z')
  await addEvent(desk, recordKey, {
    receivedAt,
    body: envelope('CONVERSATION_COMPLETED', '2026-01-01T11:00:00.000Z', {
      conversationStatus: 'COMPLETED_SCREENING_PASSED',
    }),
  })
  await addEvent(desk, recordKey, {
    receivedAt: new Date(receivedAt.getTime() + 1000),
    body: envelope('CONVERSATION_STARTED', '2026-01-01T10:00:00.000Z', { conversationStatus: 'ONGOING' }),
  })
  const original = {
    receivedAt: new Date('2026-01-01T12:30:00.000Z'),
    body: envelope('CONVERSATION_NEEDS_REVIEW', null),
  }
  await addEvent(desk, recordKey, original)
  const claimed = await claimItem(ada, id)
  await releaseClaim(ada, id, claimed.item!.version)
  const detail = await getConversation(ada, recordKey)
  expect(conversationDetail.parse(detail)).toEqual(detail)
  expect(detail?.timeline).toMatchObject([
    {
      kind: 'event',
      type: 'CONVERSATION_STARTED',
      at: '2026-01-01T10:00:00.000Z',
      atIsFromPopp: true,
      recovered: false,
      replaced: false,
      status: 'ongoing',
    },
    { kind: 'event', type: 'CONVERSATION_COMPLETED', at: '2026-01-01T11:00:00.000Z', status: 'passed' },
    {
      kind: 'event',
      type: 'CONVERSATION_NEEDS_REVIEW',
      atIsFromPopp: false,
      recovered: false,
      replaced: false,
      at: original.receivedAt.toISOString(),
      reason: null,
    },
    { kind: 'action', action: 'item-claimed', actorName: 'Ada' },
    { kind: 'action', action: 'claim-released', actorName: 'Ada' },
  ])
})

test('an event in quarantine is no part of the history; one that waits for the worker is', async () => {
  const desk = await createDesk()
  const { recordKey } = await desk.conversation()
  const receivedAt = new Date()
  const body = envelope('CONVERSATION_STARTED', null)
  await addEvent(desk, recordKey, { receivedAt, body, state: 'quarantined' })
  const waiting = await addEvent(desk, recordKey, { receivedAt, body, state: 'pending' })
  const detail = await getConversation(await desk.member(), recordKey)
  expect(detail?.timeline.map(({ id }) => id)).toEqual([waiting])
})

test('stored bytes of any shape are told, never thrown at', async () => {
  const desk = await createDesk()
  const { recordKey } = await desk.conversation()
  const odd: (string | Uint8Array)[] = [
    '',
    '[[[[',
    '{"event":"X","data":{"recordId":"c","conversationStatus":1e400,"__proto__":{}}}',
    '{"event":"CONVERSATION_NEEDS_REVIEW","data":{"reason":"\\u0000\\ud800"}}',
    new Uint8Array([0xff, 0xfe, 0x00]),
    `{"event":"X","data":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`,
  ]
  for (const body of odd) await addEvent(desk, recordKey, { receivedAt: new Date(), body, type: 'ODD' })
  const detail = await getConversation(await desk.member(), recordKey)
  expect(detail?.timeline.map((entry) => entry.kind === 'event' && entry.type)).toEqual(Array(odd.length).fill('ODD'))
})

test('a history is the newest 500 events, and bodies beyond 8 MiB are told by type and arrival', async () => {
  const desk = await createDesk()
  const { recordKey } = await desk.conversation()
  const padding = 'x'.repeat(1_000_000)
  for (let n = 0; n < 12; n++)
    await addEvent(desk, recordKey, {
      receivedAt: new Date(Date.UTC(2026, 0, 1, 0, n)),
      body: envelope('CONVERSATION_STARTED', '2025-12-31T00:00:00.000Z', { padding }),
    })
  const member = await desk.member()
  const few = await getConversation(member, recordKey)
  expect(few?.timeline.filter((entry) => entry.kind === 'event' && entry.atIsFromPopp)).toHaveLength(8)
  expect(few?.timeline).toHaveLength(12)
  await db().$executeRaw`
    INSERT INTO events (organization_id, id, endpoint_id, received_at, dedupe_key, record_key, type, body)
    SELECT ${desk.organizationId}::uuid, gen_random_uuid(), gen_random_uuid(), now() + n * interval '1 ms', n, ${recordKey}, 'LATE', ''
    FROM generate_series(1, 600) n`
  await db().$executeRaw`
    INSERT INTO event_work (organization_id, event_id) SELECT organization_id, id FROM events WHERE type = 'LATE'`
  const many = await getConversation(member, recordKey)
  expect(many?.timeline).toHaveLength(500)
})

test('questions come in their order with verdict, raw word and summary', async () => {
  const desk = await createDesk()
  const { recordKey } = await desk.conversation({
    unknownTypes: ['WORKFLOW_X'],
    conversationUrl: 'https://ai.joinpopp.com/x',
  })
  const of = { organizationId: desk.organizationId, recordKey }
  await db().screeningOutcome.createMany({
    data: [
      { ...of, position: 1, question: 'Second?', verdict: 'other', rawVerdict: 'MAYBE', summary: null },
      { ...of, position: 0, question: 'First?', verdict: 'passed', rawVerdict: 'PASSED', summary: 'Yes.' },
    ],
  })
  const detail = await getConversation(await desk.member(), recordKey)
  expect(detail?.outcomes).toEqual([
    { question: 'First?', verdict: 'passed', rawVerdict: 'PASSED', summary: 'Yes.' },
    { question: 'Second?', verdict: 'other', rawVerdict: 'MAYBE', summary: null },
  ])
  expect(detail).toMatchObject({ unknownTypes: ['WORKFLOW_X'], conversationUrl: 'https://ai.joinpopp.com/x' })
})

test('what is unknown, foreign or no key at all does not exist', async () => {
  const [desk, other] = [await createDesk(), await createDesk()]
  const { recordKey } = await desk.conversation({ recordKey: `conv_only_here` })
  const mallory = await other.member('admin')
  for (const key of [recordKey, 'unknown', '', '\u0000', `' OR 1=1 --`, '😀', 'a'.repeat(500)]) {
    expect(await getConversation(mallory, key)).toBeNull()
  }
})

test('how the candidate can be reached is what Popp told of her last; of one who opted out, or another one, nothing', async () => {
  const desk = await createDesk()
  const auditor = await desk.member('auditor')
  const { organizationId } = desk
  await desk.conversation({ recordKey: 'c' })
  const told = async (about: object, status = 200) => {
    const body = Buffer.from(JSON.stringify({ data: { id: 'c', organizationId: `org_${organizationId}`, ...about } }))
    await keepAnswer(organizationId, { call: 'get-conversation', recordKey: 'c', status, body })
    // Ids of one millisecond are in no order.
    await wait(2)
  }
  const contact = async () => (await getConversation(auditor, 'c'))?.contact
  expect(await contact()).toBeNull()
  await told({ participantPhoneNumber: '+31 6 1' })
  await told({ participantPhoneNumber: '+31 6 2', participantEmailAddress: 'zoe@example.test' })
  await told({ participantPhoneNumber: '+31 6 3' }, 503)
  expect(await contact()).toEqual({ phone: '+31 6 2', email: 'zoe@example.test' })
  await db().conversation.updateMany({ where: { organizationId }, data: { optedOut: true } })
  expect(await contact()).toBeNull()
  await db().conversation.updateMany({ where: { organizationId }, data: { optedOut: false } })
  await told({ id: 'd', participantPhoneNumber: '+31 6 4' })
  expect(await contact()).toBeNull()
  await told({ organizationId: 'org_other', participantPhoneNumber: '+31 6 5' })
  expect(await contact()).toBeNull()
})
