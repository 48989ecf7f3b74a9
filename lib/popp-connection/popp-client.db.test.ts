import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { type PoppPeer, startPoppPeer } from '@/lib/platform/testing/popp-peer'
import { findNewestAnswer } from './answer-store'
import { ensureConnection, poppClientOf } from './connection-service'

useTestDatabase()
afterAll(() => void forgetPerProcess('popp-circuits'))

let desk: Desk
let peer: PoppPeer
beforeEach(async () => {
  desk = await createDesk()
  peer = await startPoppPeer(({ path }) => ({ json: { id: path.split('/').at(-1) } }))
})
afterEach(() => peer.close())

const connect = (key = 'key_1') =>
  ensureConnection(desk.organizationId, db(), {
    baseUrl: peer.baseUrl,
    key,
    actsInPopp: true,
    reconcileEveryMinutes: 60,
  })
const answers = (call = 'get-conversation') =>
  db().poppAnswer.findMany({ where: { organizationId: desk.organizationId, call }, orderBy: { id: 'asc' } })

test('without a key there is no client', async () => {
  expect(await poppClientOf(desk.organizationId)).toBeNull()
  await connect()
  await db().poppConnection.update({ where: { organizationId: desk.organizationId }, data: { keyCiphertext: null } })
  expect(await poppClientOf(desk.organizationId)).toBeNull()
})

test('a key that was encrypted under another secret is as if there were none', async () => {
  await connect()
  const keyCiphertext = new Uint8Array(60)
  await db().poppConnection.update({ where: { organizationId: desk.organizationId }, data: { keyCiphertext } })
  expect(await poppClientOf(desk.organizationId)).toBeNull()
})

test("the key is encrypted at rest, and goes out with the organization's own id at Popp", async () => {
  await connect('a-secret-key')
  const popp = (await poppClientOf(desk.organizationId))!
  await popp.getConversation('conv_1')
  expect(peer.calls[0]!.headers).toMatchObject({
    ...{ 'x-api-key': 'a-secret-key', 'x-organization-id': `org_${desk.organizationId}` },
  })
  const row = await db().poppConnection.findUniqueOrThrow({ where: { organizationId: desk.organizationId } })
  expect(Buffer.from(row.keyCiphertext!).includes('a-secret-key')).toBe(false)
})

test('a connection that stands is left as it is; another key or address replaces it', async () => {
  await connect()
  await connect()
  expect(await db().poppConnection.findMany({ where: { organizationId: desk.organizationId } })).toMatchObject([
    { version: 1, takeOverOnClaim: true },
  ])
  await connect('key_2')
  await (await poppClientOf(desk.organizationId))!.takeOver('conv_1')
  expect(peer.calls[0]!.headers['x-api-key']).toBe('key_2')
})

test('a connection that was pointed elsewhere is left alone', async () => {
  await connect()
  const { organizationId } = desk
  await db().poppConnection.update({ where: { organizationId }, data: { baseUrl: 'https://api.joinpopp.com/v1' } })
  await connect('key_2')
  expect(await db().poppConnection.findFirst({ where: { organizationId } })).toMatchObject({
    baseUrl: 'https://api.joinpopp.com/v1',
    version: 1,
  })
})

test('every answer is kept as it came, the newest five of a call about a conversation', async () => {
  await connect()
  const popp = (await poppClientOf(desk.organizationId))!
  for (let n = 1; n <= 7; n++) {
    peer.behave(() => ({ status: n === 7 ? 404 : 200, json: { id: 'conv_1', n } }))
    await popp.getConversation('conv_1')
  }
  peer.behave(() => ({ json: { id: 'conv_2' } }))
  await popp.getConversation('conv_2')
  expect(
    (await answers()).map(({ recordKey, status, body }) => [recordKey, status, Buffer.from(body).toString()]),
  ).toEqual([
    ...[3, 4, 5, 6].map((n) => ['conv_1', 200, `{"id":"conv_1","n":${n}}`]),
    ['conv_1', 404, '{"id":"conv_1","n":7}'],
    ['conv_2', 200, '{"id":"conv_2"}'],
  ])
  const newest = await findNewestAnswer(desk.organizationId, 'conv_1', 'get-conversation')
  expect(Buffer.from(newest!.body).toString()).toBe('{"id":"conv_1","n":6}')
})

test('the newest success outlasts any number of failures after it', async () => {
  await connect()
  const popp = (await poppClientOf(desk.organizationId, { tries: 1 }))!
  peer.behave(() => ({ json: { id: 'conv_1', n: 1 } }))
  await popp.getConversation('conv_1')
  peer.behave(() => ({ status: 404, json: {} }))
  for (let n = 0; n < 7; n++) await popp.getConversation('conv_1')
  expect((await answers()).map(({ status }) => status)).toEqual([200, ...Array.from({ length: 5 }, () => 404)])
  const newest = await findNewestAnswer(desk.organizationId, 'conv_1', 'get-conversation')
  expect(Buffer.from(newest!.body).toString()).toBe('{"id":"conv_1","n":1}')
})

test('answers of another organization are neither trimmed nor found', async () => {
  const other = await createDesk()
  await ensureConnection(other.organizationId, db(), {
    baseUrl: peer.baseUrl,
    key: 'k',
    actsInPopp: false,
  })
  await (await poppClientOf(other.organizationId))!.getConversation('conv_1')
  await connect()
  for (let n = 0; n < 6; n++) await (await poppClientOf(desk.organizationId))!.getConversation('conv_1')
  expect(await db().poppAnswer.count({ where: { organizationId: other.organizationId } })).toBe(1)
  expect(await findNewestAnswer(desk.organizationId, 'conv_9', 'get-conversation')).toBeNull()
})

test('a circuit outlives its client: what one call found out spares the next', async () => {
  await connect()
  peer.behave(() => ({ status: 500 }))
  for (let n = 0; n < 5; n++) await (await poppClientOf(desk.organizationId, { tries: 1 }))!.takeOver('conv_1')
  expect(await (await poppClientOf(desk.organizationId))!.takeOver('conv_1')).toMatchObject({ reason: 'circuit-open' })
  const other = await createDesk()
  await ensureConnection(other.organizationId, db(), {
    baseUrl: peer.baseUrl,
    key: 'k',
    actsInPopp: false,
  })
  peer.behave(() => ({ status: 204 }))
  expect(await (await poppClientOf(other.organizationId))!.takeOver('conv_1')).toMatchObject({ ok: true })
})
