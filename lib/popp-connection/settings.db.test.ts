import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PUT as putAlerts } from '@/app/api/settings/alerts/route'
import { GET, PUT } from '@/app/api/settings/popp/route'
import { POST } from '@/app/api/settings/popp/test/route'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { closePublisher } from '@/lib/platform/live'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { type PoppPeer, startPoppPeer } from '@/lib/platform/testing/popp-peer'
import { poppClientOf } from './connection-service'
import type { ConnectionAnswer, SaveConnectionRequest } from './settings'
import { getConnection, saveConnection, testConnection } from './settings-service'

useTestDatabase()
afterAll(closePublisher)

let desk: Desk
let admin: SignedInMember
let peer: PoppPeer
beforeEach(async () => {
  forgetPerProcess('popp-circuits')
  desk = await createDesk()
  admin = await desk.member('admin')
  peer = await startPoppPeer(() => ({ json: { data: [], nextToken: null } }))
})
afterEach(() => peer.close())

const KEY = 'pk_live_0123456789abcdef'
const wanted = (part: Partial<SaveConnectionRequest> = {}): SaveConnectionRequest => ({
  ...{ version: 0, baseUrl: peer.baseUrl, key: KEY, paths: {}, reconcileEveryMinutes: 60 },
  ...{ fetchDetails: true, takeOverOnClaim: true, handBackOnResolve: false },
  ...part,
})
const params = { params: Promise.resolve({}) }
const put = async (member: SignedInMember, body: object) =>
  PUT(
    (await TestBrowser.of(member)).request('/api/settings/popp', {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    }),
    params,
  )
const trail = async () =>
  (
    await db().auditEntry.findMany({
      where: { action: 'popp-connection-changed', organizationId: desk.organizationId },
    })
  ).map(({ facts }) => facts)

test('an organization that saved nothing has the usual address, no key, and acts on nothing', async () => {
  expect(await getConnection(admin)).toEqual({
    ...{ version: 0, baseUrl: 'https://api.joinpopp.com/v1', poppOrganizationId: `org_${desk.organizationId}` },
    ...{ keyState: 'none', keyEnd: null, paths: {}, reconcileEveryMinutes: null },
    ...{ fetchDetails: true, takeOverOnClaim: false, handBackOnResolve: false },
  })
})

test('the key goes in and never comes out: what is told of it is its end, nothing of a short one', async () => {
  const answer = await put(admin, wanted())
  expect(answer.status).toBe(200)
  const text = await answer.text()
  expect(text).not.toContain(KEY)
  expect(JSON.parse(text)).toMatchObject({ version: 1, keyState: 'set', keyEnd: 'cdef', takeOverOnClaim: true })
  expect(await saveConnection(admin, wanted({ version: 1, key: 'short-key' }))).toMatchObject({
    connection: { keyState: 'set', keyEnd: null },
  })
  expect(JSON.stringify(await trail())).not.toMatch(/short-key|pk_live/)
})

test('what is saved without a key keeps the one there is; null takes it out', async () => {
  await saveConnection(admin, wanted())
  const kept = await saveConnection(admin, wanted({ version: 1, key: undefined, fetchDetails: false }))
  expect(kept).toMatchObject({ ok: true, connection: { keyState: 'set', fetchDetails: false } })
  await (await poppClientOf(desk.organizationId))!.takeOver('conv_1')
  expect(peer.calls[0]!.headers['x-api-key']).toBe(KEY)
  await saveConnection(admin, wanted({ version: 2, key: null }))
  expect(await poppClientOf(desk.organizationId)).toBeNull()
  expect(await trail()).toEqual(
    [
      { version: 1, changed: ['baseUrl', 'takeOverOnClaim', 'reconcileEveryMinutes', 'key'].sort() },
      { version: 2, changed: ['fetchDetails'] },
      { version: 3, changed: ['fetchDetails', 'key'] },
    ].map(({ version, changed }) => ({ version, changed: expect.arrayContaining(changed) })),
  )
})

test('a key is not sent to another address than it was given for', async () => {
  await saveConnection(admin, wanted())
  const elsewhere = await put(admin, { ...wanted({ version: 1, baseUrl: 'https://evil.test/v1' }), key: undefined })
  expect(elsewhere.status).toBe(422)
  expect(await elsewhere.json()).toMatchObject({ errors: [{ field: 'key' }] })
  const path = await put(admin, { ...wanted({ version: 1, baseUrl: `${peer.baseUrl}beta` }), key: undefined })
  expect(path.status).toBe(200)
})

test('what changes nothing is not written; of two saves at once one is told what stands', async () => {
  const answers = await Promise.all(
    [15, 30, 45].map((minutes) => saveConnection(admin, wanted({ reconcileEveryMinutes: minutes }))),
  )
  const won = answers.filter(({ ok }) => ok) as { ok: true; connection: ConnectionAnswer }[]
  expect(won).toHaveLength(1)
  expect(answers.filter(({ ok }) => !ok)).toEqual(
    Array(2).fill({ ok: false, reason: 'stale-version', connection: won[0]!.connection }),
  )
  const { reconcileEveryMinutes } = won[0]!.connection
  expect(await saveConnection(admin, wanted({ version: 1, key: undefined, reconcileEveryMinutes }))).toMatchObject({
    connection: { version: 1 },
  })
  expect(await trail()).toHaveLength(1)
})

test.each([
  ['an address that is none', { baseUrl: 'api.joinpopp.com' }, 'baseUrl'],
  ['http to another machine', { baseUrl: 'http://api.joinpopp.com/v1' }, 'baseUrl'],
  ['another scheme', { baseUrl: 'file:///etc/passwd' }, 'baseUrl'],
  ['a password in the address', { baseUrl: 'https://a:b@popp.test/v1' }, 'baseUrl'],
  ['a key of several lines', { key: 'key_1\nkey_2' }, 'key'],
  ['a path that leaves the base', { paths: { 'take-over': '/../admin/{id}' } }, 'paths.take-over'],
  ['a path without its id', { paths: { 'take-over': '/take-over' } }, 'paths.take-over'],
  ['another address as a path', { paths: { 'take-over': '//evil.test/{id}' } }, 'paths.take-over'],
  ['a call that does not exist', { paths: { delete: '/conversations/{id}' } }, 'paths.delete'],
  ['a reconciliation every minute', { reconcileEveryMinutes: 1 }, 'reconcileEveryMinutes'],
])('%s is refused at its field', async (_, part, field) => {
  const answer = await put(admin, { ...wanted(), ...part })
  expect(answer.status).toBe(422)
  expect(((await answer.json()) as { errors: { field: string }[] }).errors.map((each) => each.field)).toContain(field)
})

test('a path as usual, or an empty one, is no correction', async () => {
  const paths = { 'take-over': '/conversations/{id}/take-over', 'hand-back': '', 'list-messages': '/messages/{id}' }
  await put(admin, wanted({ paths }))
  expect((await getConnection(admin)).paths).toEqual({ 'list-messages': '/messages/{id}' })
})

test('by HTTP: an auditor reads, only an admin saves and tests, and a stale save is answered with what stands', async () => {
  const [auditor, recruiter] = [await desk.member('auditor'), await desk.member('recruiter')]
  const get = async (member: SignedInMember) =>
    GET((await TestBrowser.of(member)).request('/api/settings/popp'), params)
  const ask = async (member: SignedInMember) =>
    POST((await TestBrowser.of(member)).request('/api/settings/popp/test', { method: 'POST' }), params)
  expect([(await get(auditor)).status, (await get(recruiter)).status]).toEqual([200, 403])
  expect((await GET(new TestBrowser().request('/api/settings/popp'), params)).status).toBe(401)
  expect([(await put(auditor, wanted())).status, (await ask(auditor)).status]).toEqual([403, 403])
  expect([(await put(admin, wanted())).status, (await ask(admin)).status]).toEqual([200, 200])
  const stale = await put(admin, wanted({ fetchDetails: false }))
  expect(stale.status).toBe(409)
  expect(await stale.json()).toMatchObject({ reason: 'stale-version', settings: { version: 1, fetchDetails: true } })
})

describe('the test of the connection says what happened', () => {
  test('without a key', async () => expect((await testConnection(admin)).outcome).toBe('no-key'))

  test.each([
    ['an answer without conversations', { json: { data: [] } }, { outcome: 'ok', status: 200, found: false }],
    ['an answer with one', { json: { data: [{ id: 'a' }] } }, { outcome: 'ok', status: 200, found: true }],
    ['a wrong key', { status: 403 }, { outcome: 'unauthorized', status: 403 }],
    ['a wrong path', { status: 404 }, { outcome: 'not-found', status: 404 }],
    ['a redirect', { status: 301 }, { outcome: 'unreadable', status: 301 }],
    [
      'too many requests',
      { status: 429, headers: { 'retry-after': '7' } },
      { outcome: 'rate-limited', retryAfterSeconds: 7 },
    ],
    ['something else', { body: '<html>' }, { outcome: 'unreadable', status: 200 }],
  ])('%s', async (_, answer, expected) => {
    await saveConnection(admin, wanted())
    peer.behave(() => answer)
    expect(await testConnection(admin)).toMatchObject({ reached: true, ...expected })
    expect(peer.calls.map(({ path }) => path)).toEqual(['/v1/conversations?limit=1'])
  })

  test('nobody there', async () => {
    await saveConnection(admin, wanted())
    await peer.close()
    expect(await testConnection(admin)).toMatchObject({ outcome: 'unavailable', status: null, reached: false })
  })

  test('it asks Popp even while the circuit is open, and a success closes it', async () => {
    await saveConnection(admin, wanted())
    peer.behave(() => ({ status: 500 }))
    for (let n = 0; n < 5; n++) await (await poppClientOf(desk.organizationId))!.takeOver('conv_1')
    expect(await testConnection(admin)).toMatchObject({ outcome: 'unavailable', status: 500 })
    expect(await (await poppClientOf(desk.organizationId))!.takeOver('conv_1')).toMatchObject({
      reason: 'circuit-open',
    })
    peer.behave(() => ({ json: { data: [] } }))
    expect(await testConnection(admin)).toMatchObject({ outcome: 'ok' })
    expect(await (await poppClientOf(desk.organizationId))!.takeOver('conv_1')).toMatchObject({ ok: true })
  })
})

test('unless whoever runs the desk allows it, nobody points it into its own network, neither for Popp nor for a chat', async () => {
  vi.stubEnv('ALLOW_PRIVATE_ADDRESSES', '0')
  forgetPerProcess('env')
  const browser = await TestBrowser.of(admin)
  const putChat = (chatWebhook: string) => {
    const body = JSON.stringify({ version: 0, mailTo: [], silenceMinutes: null, lagSeconds: null, chatWebhook })
    const request = { method: 'PUT', headers: { 'content-type': 'application/json' }, body }
    return putAlerts(browser.request('/api/settings/alerts', request), params)
  }
  for (const address of ['http://127.0.0.1:5432', 'https://169.254.169.254/v1', 'https://localhost/v1']) {
    const [popp, chat] = [await put(admin, wanted({ baseUrl: address })), await putChat(address)]
    expect([popp.status, chat.status]).toEqual([422, 422])
    expect(await popp.json()).toMatchObject({
      errors: [{ field: 'baseUrl', message: expect.stringContaining('network of this desk') }],
    })
    expect(await chat.json()).toMatchObject({
      errors: [{ field: 'chatWebhook', message: expect.stringContaining('network of this desk') }],
    })
  }
  expect((await put(admin, wanted({ baseUrl: 'https://popp.example.test/v1' }))).status).toBe(200)
  expect((await putChat('https://chat.example.test/hook')).status).toBe(200)
  vi.unstubAllEnvs()
  forgetPerProcess('env')
})
