import { createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PoppPeer, startPoppPeer } from '@/lib/platform/testing/popp-peer'
import { Circuit } from './circuit'
import { createPoppClient, type PoppClientSettings } from './client'

let peer: PoppPeer
beforeEach(async () => {
  peer = await startPoppPeer()
})
afterEach(() => peer.close())

/** Without a second try, unless a test wants it. */
const client = ({ limits, ...more }: Partial<PoppClientSettings> = {}) =>
  createPoppClient({
    ...{ baseUrl: peer.baseUrl, key: 'key_1', poppOrganizationId: 'org_1', limits: { tries: 1, ...limits } },
    ...more,
  })
const conversation = { id: 'conv_1', organizationId: 'org_1', conversationStatus: 'ONGOING' }

describe('what goes out', () => {
  test('both headers go with every call, and each call to its own path', async () => {
    peer.behave(({ path }) => ({ json: path.includes('conv_1') && !path.includes('/m') ? conversation : { data: [] } }))
    const popp = client()
    await popp.getConversation('conv_1')
    await popp.listConversations({ limit: 10, campaignId: 'c&1', phoneNumber: '+31 6' })
    await popp.listMessages('conv_1', { nextToken: 'a/b=' })
    await popp.sendMessage('conv_1', 'Hello\n"you"')
    await popp.takeOver('conv_1')
    await popp.handBack('conv_1')
    expect(peer.calls.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['GET', '/v1/conversations/conv_1', ''],
      ['GET', '/v1/conversations?limit=10&campaignId=c%261&phoneNumber=%2B31+6', ''],
      ['GET', '/v1/conversations/conv_1/messages?nextToken=a%2Fb%3D', ''],
      ['POST', '/v1/conversations/conv_1/messages', '{"message":"Hello\\n\\"you\\""}'],
      ['POST', '/v1/conversations/conv_1/take-over', ''],
      ['POST', '/v1/conversations/conv_1/hand-back', ''],
    ])
    for (const { headers } of peer.calls)
      expect(headers).toMatchObject({ 'x-api-key': 'key_1', 'x-organization-id': 'org_1' })
  })

  test.each([
    ['a/b', '/v1/conversations/a%2Fb'],
    ['a?b#c', '/v1/conversations/a%3Fb%23c'],
    ['../campaigns', '/v1/conversations/..%2Fcampaigns'],
    ['名', '/v1/conversations/%E5%90%8D'],
  ])('an id is opaque: %s stays one segment of the path', async (recordId, path) => {
    await client().getConversation(recordId)
    expect(peer.calls[0]!.path).toBe(path)
  })

  test.each(['..', '.', '', '\ud800'])('an id that can stand in no path, %j, sends nothing', async (recordId) => {
    expect(await client().getConversation(recordId)).toEqual({ ok: false, reason: 'invalid', sent: false })
    expect(peer.calls).toEqual([])
  })

  test('a corrected path is used; one that does not fit the call is not', async () => {
    const paths = { 'take-over': '/conversations/{id}/takeover', 'hand-back': 'https://evil.test/{id}' }
    const popp = client({ paths })
    await popp.takeOver('conv_1')
    await popp.handBack('conv_1')
    expect(peer.calls.map(({ path }) => path)).toEqual([
      '/v1/conversations/conv_1/takeover',
      '/v1/conversations/conv_1/hand-back',
    ])
  })

  test.each([
    'http://example.test/v1',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'https://user:pw@example.test',
    'nothing',
  ])('to %s no key is sent', async (baseUrl) => {
    expect(await client({ baseUrl }).getConversation('conv_1')).toEqual({ ok: false, reason: 'invalid', sent: false })
  })

  test('a key that fits no header sends nothing, instead of breaking', async () => {
    expect(await client({ key: 'a\nb: c' }).listConversations()).toMatchObject({ reason: 'invalid', sent: false })
  })

  test('a redirect is not followed: the key goes to no other address', async () => {
    const other = await startPoppPeer()
    for (const location of [`${other.baseUrl}/conversations/conv_1`, '/v1/conversations/conv_2']) {
      peer.behave(() => ({ status: 302, headers: { location } }))
      expect(await client().getConversation('conv_1')).toEqual({
        ...{ ok: false, reason: 'unreadable', status: 302, sent: true },
      })
    }
    expect([other.calls.length, peer.calls.length]).toEqual([0, 2])
    await other.close()
  })
})

describe('what comes back', () => {
  test('every whole answer is handed over as it came, failures too', async () => {
    const kept: unknown[] = []
    const popp = client({ onAnswer: async (answer) => void kept.push(answer) })
    peer.behave(() => ({ json: conversation }))
    const result = await popp.getConversation('conv_1')
    peer.behave(() => ({ status: 404, body: 'gone' }))
    await popp.listConversations()
    const body = new Uint8Array(Buffer.from(JSON.stringify(conversation)))
    expect(result).toMatchObject({ ok: true, status: 200, body, value: { id: 'conv_1', rawStatus: 'ONGOING' } })
    expect(kept).toEqual([
      { call: 'get-conversation', recordId: 'conv_1', isNextPage: false, status: 200, body },
      {
        call: 'list-conversations',
        recordId: null,
        isNextPage: false,
        status: 404,
        body: new Uint8Array(Buffer.from('gone')),
      },
    ])
  })

  test.each([
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'not-found'],
    [409, 'conflict'],
    [422, 'invalid'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [304, 'unreadable'],
  ])('an answer of %i is %s, read or written', async (status, reason) => {
    peer.behave(() => ({ status, body: '{"message":"no"}' }))
    const failure = { ok: false, reason, status, sent: true }
    expect(await client().getConversation('conv_1')).toEqual(failure)
    expect(await client().takeOver('conv_1')).toEqual(failure)
  })

  test.each([
    ['nothing', ''],
    ['a page of HTML', '<html>Sign in</html>'],
    ['half of an object', '{"id":"conv_1"'],
    ['a list', '[]'],
    ['no id', '{"conversationStatus":"ONGOING"}'],
    ["another conversation's", '{"id":"conv_2"}'],
    ["another organization's", '{"id":"conv_1","organizationId":"org_2"}'],
    ['null', 'null'],
    ['very deep', '['.repeat(100_000)],
  ])('where a conversation was asked for, %s is unreadable', async (_, body) => {
    peer.behave(() => ({ body }))
    expect(await client().getConversation('conv_1')).toMatchObject({ ok: false, reason: 'unreadable', status: 200 })
  })

  test('a write is done when the head says so, whatever stands below it', async () => {
    peer.behave(() => ({ status: 204, body: '' }))
    expect(await client().takeOver('conv_1')).toMatchObject({ ok: true, status: 204 })
    peer.behave((_, { response }) => {
      response.writeHead(201, { 'content-length': '100' }).write('half')
      setImmediate(() => response.destroy())
      return 'handled'
    })
    expect(await client().sendMessage('conv_1', 'Hello')).toMatchObject({ ok: true, status: 201 })
  })

  test('more than the limit is not read to its end', async () => {
    const body = JSON.stringify({ ...conversation, more: 'x'.repeat(2_000) })
    peer.behave(() => ({ body }))
    expect(await client({ limits: { maxBytes: 1_000 } }).getConversation('conv_1')).toMatchObject({
      reason: 'unreadable',
    })
    expect(await client({ limits: { maxBytes: body.length } }).getConversation('conv_1')).toMatchObject({ ok: true })
  })

  test('pages follow each other by the token, and entries that cannot be read are counted', async () => {
    peer.behave(({ path }) => ({
      json: path.includes('nextToken=2')
        ? { data: [{ id: 'c' }], nextToken: null }
        : { data: [{ id: 'a' }, 'nonsense', { id: 'b' }, { id: 'x', organizationId: 'org_2' }], nextToken: 2 },
    }))
    const first = await client().listConversations()
    expect(first).toMatchObject({ value: { rows: [{ id: 'a' }, { id: 'b' }], nextToken: '2', unusable: 2 } })
    const next = await client().listConversations({ nextToken: '2' })
    expect(next).toMatchObject({ value: { rows: [{ id: 'c' }], nextToken: null, unusable: 0 } })
  })
})

describe('a peer that is not well', () => {
  const closedPort = async () => {
    const gone = await startPoppPeer()
    await gone.close()
    return gone.baseUrl
  }

  test('nobody there: surely nothing was sent', async () => {
    const popp = client({ baseUrl: await closedPort() })
    expect(await popp.sendMessage('conv_1', 'Hello')).toEqual({ ok: false, reason: 'unavailable', sent: false })
  })

  test('a name that does not exist: surely nothing was sent', async () => {
    const popp = client({ baseUrl: 'https://popp.invalid/v1' })
    expect(await popp.takeOver('conv_1')).toMatchObject({ ok: false, sent: false })
  })

  test('no TLS where there should be: surely nothing was sent', async () => {
    const popp = client({ baseUrl: peer.baseUrl.replace('http:', 'https:') })
    expect(await popp.takeOver('conv_1')).toEqual({ ok: false, reason: 'unavailable', sent: false })
    expect(peer.calls).toEqual([])
  })

  test('TLS that never begins: the connection is timed apart, and nothing was sent', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    const popp = client({ baseUrl: `https://127.0.0.1:${port}/v1`, limits: { connectMs: 50 } })
    expect(await popp.takeOver('conv_1')).toEqual({ ok: false, reason: 'timeout', sent: false })
    silent.close()
  })

  test('no answer in time: it may have happened', async () => {
    peer.behave(() => 'handled')
    // As long as a busy machine may take to connect.
    const popp = client({ limits: { wholeMs: 2_000 } })
    expect(await popp.sendMessage('conv_1', 'Hello')).toEqual({ ok: false, reason: 'timeout', sent: true })
  })

  test('an answer that drips is cut when the time is over', async () => {
    peer.behave((_, { response }) => {
      response.writeHead(200).write('{"id":')
      return 'handled'
    })
    expect(await client({ limits: { wholeMs: 100 } }).getConversation('conv_1')).toMatchObject({ reason: 'timeout' })
  })

  test.each([
    ['hangs up without a word', (socket: Socket) => socket.destroy()],
    ['closes its half without a word', (socket: Socket) => socket.end()],
    ['speaks no HTTP', (socket: Socket) => socket.end('220 mail.test ESMTP\r\n')],
    [
      'breaks off inside the answer',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{"id":'),
    ],
  ])('a peer that %s: unavailable, and it may have happened', async (_, misbehave) => {
    const server = createServer((socket) => socket.on('error', () => {}).once('data', () => misbehave(socket)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const result = await client({ baseUrl: `http://127.0.0.1:${port}/v1` }).getConversation('conv_1')
    expect(result).toMatchObject({ ok: false, reason: 'unavailable', sent: true })
    server.close()
  })
})

describe('trying again', () => {
  const failing = (times: number, answer: { status: number; headers?: Record<string, string> }) => {
    let left = times
    peer.behave(() => (left-- > 0 ? answer : { json: conversation }))
  }

  test('a read is tried again until it is answered', async () => {
    failing(2, { status: 503 })
    expect(await client({ limits: { tries: 3 } }).getConversation('conv_1')).toMatchObject({ ok: true })
    expect(peer.calls).toHaveLength(3)
  })

  test('a read is not tried more often than that', async () => {
    failing(9, { status: 502 })
    expect(await client({ limits: { tries: 3 } }).getConversation('conv_1')).toMatchObject({ status: 502 })
    expect(peer.calls).toHaveLength(3)
  })

  test.each([400, 401, 404, 409])('what %i says stays true: it is not tried again', async (status) => {
    failing(9, { status })
    await client({ limits: { tries: 3 } }).getConversation('conv_1')
    expect(peer.calls).toHaveLength(1)
  })

  test('a write that arrived is never sent twice', async () => {
    failing(9, { status: 503 })
    await client({ limits: { tries: 3 } }).sendMessage('conv_1', 'Hello')
    expect(peer.calls).toHaveLength(1)
  })

  test('a write that surely did not arrive is tried again', async () => {
    const { port } = peer
    await peer.close()
    const sending = client({ limits: { tries: 3 } }).takeOver('conv_1')
    const late = createServer((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))
    await new Promise<void>((resolve) => late.listen(port, '127.0.0.1', resolve))
    expect(await sending).toMatchObject({ ok: true })
    late.close()
  })

  test('Retry-After is waited for when there is time, and handed on when there is not', async () => {
    failing(1, { status: 429, headers: { 'retry-after': '1' } })
    const begun = performance.now()
    expect(await client({ limits: { tries: 2 } }).getConversation('conv_1')).toMatchObject({ ok: true })
    expect(performance.now() - begun).toBeGreaterThan(950)
    failing(1, { status: 429, headers: { 'retry-after': '60' } })
    expect(await client({ limits: { tries: 2 } }).getConversation('conv_1')).toEqual({
      ...{ ok: false, reason: 'rate-limited', status: 429, retryAfterSeconds: 60, sent: true },
    })
  })
})

test('a circuit is shared: after five failures Popp is left alone, then asked once', async () => {
  let now = 0
  const circuit = new Circuit(() => now)
  const popp = client({ circuit })
  peer.behave(() => ({ status: 500 }))
  for (let n = 0; n < 5; n++) await popp.getConversation('conv_1')
  expect(await client({ circuit }).getConversation('conv_1')).toEqual({
    ...{ ok: false, reason: 'circuit-open', retryAfterSeconds: 30, sent: false },
  })
  expect(peer.calls).toHaveLength(5)
  now = 30_000
  peer.behave(() => ({ json: conversation }))
  expect((await Promise.all([1, 2, 3].map(() => popp.getConversation('conv_1')))).map(({ ok }) => ok)).toEqual([
    ...[true, false, false],
  ])
  expect(peer.calls).toHaveLength(6)
  expect(await popp.getConversation('conv_1')).toMatchObject({ ok: true })
})
