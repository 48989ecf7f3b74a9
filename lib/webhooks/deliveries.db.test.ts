import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, openIngest, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { sign } from '@/lib/popp/signature'
import { decodeDeliveryCursor } from './cursor'
import { type DeliveryQuery, deliveryQuery } from './delivery-filter'
import { explainDelivery as getDelivery } from './explain-service'
import { closeIngest, ingest } from './ingest'
import { deliveryBody, deliveryPage } from './schema'
import { explainedDelivery } from './schema-explanation'
import { accept, getDeliveryBody, listDeliveries } from './service'

useTestDatabase()
let own: TestEndpoint
let foreign: TestEndpoint
beforeAll(async () => {
  await openIngest()
  own = await makeEndpoint()
  foreign = await makeEndpoint()
  for (let n = 0; n < 7; n++) await post(own, body(n))
  await post(own, body(3))
  await post(own, body(3))
  await post(foreign, body(99))
  for (let n = 0; n < 3; n++) await post(own, `no json ${n} ${'é'.repeat(10)}`)
  await post(own, body(50), 'text/plain')
  await ingest().deliveries.flush()
})
afterAll(async () => {
  await closeIngest()
  await closePublisher()
})

const body = (n: number) =>
  JSON.stringify({
    event: n % 2 ? 'CONVERSATION_STARTED' : 'WORKFLOW_RUN_FAILED',
    eventId: `evt_${n}`,
    data: { recordId: `conv ${n}` },
  })

/** Ids of one millisecond have no order: each request has its own. */
let sequence = 0

async function post(to: TestEndpoint, text: string, contentType = 'application/json') {
  const bytes = Buffer.from(text)
  const { status, body } = await accept({
    endpointId: to.endpointId,
    method: 'POST',
    contentType,
    signature: sign(bytes, to.secrets[0]!.secret),
    address: '127.0.0.1',
    readBody: async () => ({ ok: true, bytes }),
    receivedAt: new Date(1_800_000_000_000 + sequence++),
    startedAt: performance.now(),
  })
  return { status, ...(JSON.parse(body) as { eventId: string }) }
}

const list = async (query: Partial<DeliveryQuery> = {}, of = own) =>
  deliveryPage.parse(await listDeliveries(of, deliveryQuery.parse(query)))
const types = async (query: Partial<DeliveryQuery>) =>
  (await list(query)).rows.map((row) => row.kind === 'event' && row.type)

test('events are listed newest first with their copies and the time of the first answer', async () => {
  const { rows, nextCursor } = await list()
  expect(rows).toHaveLength(7)
  expect(nextCursor).toBeNull()
  expect([...rows].sort((a, b) => (a.id < b.id ? 1 : -1))).toEqual(rows)
  const copied = rows.find((row) => row.kind === 'event' && row.copies > 1)
  expect(copied).toMatchObject({
    kind: 'event',
    copies: 3,
    signed: true,
    state: 'pending',
    attempts: 0,
    size: body(3).length,
  })
  for (const row of rows) expect(row.acknowledgedMs).toBeGreaterThan(0)
})

test('pages follow each other without gap or repetition', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await list({ limit: 3, cursor })
    seen.push(...page.rows.map((row) => row.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual((await list()).rows.map((row) => row.id))
})

test('found by record id, by its key, by event id and by the beginning of a type, in small letters too', async () => {
  const [event] = (await list({ q: 'conv 3' })).rows
  expect(event).toMatchObject({ copies: 3 })
  expect((await list({ q: (event as { recordKey: string }).recordKey })).rows).toEqual([event])
  expect((await list({ q: event!.id })).rows).toEqual([event])
  expect(await types({ q: 'conversation_st' })).toEqual(Array(3).fill('CONVERSATION_STARTED'))
  expect(await types({ q: 'WORKFLOW' })).toEqual(Array(4).fill('WORKFLOW_RUN_FAILED'))
  for (const q of ['conv 33', 'onv 3', 'START', '%', 'a\u0000b', '\ud800']) expect((await list({ q })).rows).toEqual([])
})

test('filtered by state', async () => {
  const [first] = (await list()).rows
  await db().eventWork.updateMany({ where: { eventId: first!.id }, data: { state: 'dead', error: 'no', attempts: 8 } })
  expect((await list({ state: 'dead' })).rows).toEqual([{ ...first, state: 'dead', error: 'no', attempts: 8 }])
  expect((await list({ state: 'pending' })).rows).toHaveLength(6)
  expect((await list({ state: 'dead', q: 'CONVERSATION' })).rows).toHaveLength(0)
})

test('rejected requests are a list of their own, found by their cause', async () => {
  const { rows } = await list({ tab: 'rejected' })
  expect(rows.map((row) => row.kind === 'rejected' && [row.status, row.cause])).toEqual([
    [415, 'unsupported-type'],
    ...Array(3).fill([422, 'not-json']),
  ])
  expect((await list({ tab: 'rejected', cause: 'not-json' })).rows).toEqual(rows.slice(1))
  expect((await list({ tab: 'rejected', status: 415 })).rows).toEqual(rows.slice(0, 1))
  expect((await list({ tab: 'rejected', status: 415, cause: 'not-json' })).rows).toEqual([])
  const page = await list({ tab: 'rejected', limit: 3 })
  expect((await list({ tab: 'rejected', limit: 3, cursor: page.nextCursor ?? '' })).rows).toEqual(rows.slice(3))
})

test('a delivery shows every request that carried it, and its body only when asked for it', async () => {
  const [row] = (await list({ q: 'conv 3' })).rows
  const shown = explainedDelivery.parse(await getDelivery(own, row!.id))
  expect(shown).toMatchObject({ row, endpointName: 'Popp' })
  expect(deliveryBody.parse(await getDeliveryBody(own, row!.id))).toEqual({ body: body(3), bodyCut: false })
  expect(shown.copies.map((copy) => copy.answer)).toEqual(['stored', 'duplicate', 'duplicate'])
  const [, rejected] = (await list({ tab: 'rejected' })).rows
  const refused = await getDelivery(own, rejected!.id)
  expect(refused).toMatchObject({
    row: rejected,
    endpointName: 'Popp',
    copies: [{ answer: 'rejected', status: 422 }],
  })
  const sent = await getDeliveryBody(own, rejected!.id)
  expect(sent).toEqual({ body: `no json 2 ${'é'.repeat(10)}`, bodyCut: false })
  for (const detail of [shown, refused]) expect(JSON.stringify(detail)).not.toMatch(/conv 3|no json/)
})

test('a long body is cut at 256 KiB, not within a character', async () => {
  const long = JSON.stringify({
    event: 'CONVERSATION_STARTED',
    eventId: 'evt_long',
    data: { recordId: 'long', x: 'é'.repeat(200_000) },
  })
  const { eventId } = await post(own, long)
  const shown = await getDeliveryBody(own, eventId)
  expect(shown?.bodyCut).toBe(true)
  expect(long.startsWith(shown?.body ?? 'x')).toBe(true)
  expect(Buffer.byteLength(shown?.body ?? '')).toBeGreaterThan(256 * 1024 - 4)
})

test('another organization’s deliveries are as unknown as those that never were', async () => {
  const [row] = (await list()).rows
  const [refused] = (await list({ tab: 'rejected' })).rows
  for (const id of [row!.id, refused!.id, newId(), 'no-id']) {
    expect(await getDelivery(foreign, id)).toBeNull()
    expect(await getDeliveryBody(foreign, id)).toBeNull()
  }
  expect((await list({}, foreign)).rows).toHaveLength(1)
  expect((await list({ q: 'conv 3' }, foreign)).rows).toEqual([])
  expect((await list({ tab: 'rejected' }, foreign)).rows).toEqual([])
})

test.each(['', 'x', 'W10', Buffer.from('["1"]').toString('base64url'), '\u0000'])('%j is no cursor', (cursor) => {
  expect(decodeDeliveryCursor(cursor)).toBeNull()
})
