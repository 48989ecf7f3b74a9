import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { addSecret, makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { hostileEnvelopes, refusedBodies } from '@/lib/popp/hostile-bodies'
import { type SignatureEncoding, sign } from '@/lib/popp/signature'
import { type Delivery, deliverUntilKept, eventBody, stored, untilKnown } from './deliver'
import { pourEndlessly, statusOf } from './raw-delivery'

const MEBIBYTE = 1024 * 1024

export interface Adapter {
  url: string
  port: number
  stop: () => Promise<void>
}

/** What every adapter of ingest promises, over HTTP. The database is the calling file's own. */
export function ingestContract(start: () => Promise<Adapter>) {
  let adapter: Adapter
  let endpoint: TestEndpoint
  beforeAll(async () => {
    adapter = await start()
    endpoint = await makeEndpoint()
  }, 120_000)
  afterAll(() => adapter?.stop())

  const send = (delivery: Delivery = {}, to = endpoint) => deliverUntilKept(adapter.url, to, delivery)
  const events = (of = endpoint) => db().event.count({ where: { organizationId: of.organizationId } })
  const refusal = async (delivery: Delivery, to = endpoint) => {
    const { status, json, headers } = await send(delivery, to)
    expect(headers['content-type']).toBe('application/problem+json')
    expect(json).toMatchObject({ type: `/problems/${json.cause}`, status })
    return [status, json.cause]
  }

  describe('what is authentic gets a 200', () => {
    test('stored, then duplicate, with one event id; the bytes are kept as they came', async () => {
      const body = eventBody(endpoint, 'evt_first')
      const first = await send({ body })
      expect([first.status, first.json.status]).toEqual([200, stored(first)])
      const second = await send({ body })
      expect([second.status, second.json]).toEqual([200, { status: 'duplicate', eventId: first.json.eventId }])
      const { organizationId } = endpoint
      const event = await db().event.findUniqueOrThrow({
        where: { organizationId_id: { organizationId, id: String(first.json.eventId) } },
      })
      expect(Buffer.from(event.body).toString()).toBe(body)
      expect(event).toMatchObject({
        type: 'CONVERSATION_STARTED',
        recordKey: 'conv_evt_first',
        secretId: endpoint.secrets[0]?.id,
      })
    })

    test.each(hostileEnvelopes.map(({ name, bytes }) => ({ name, bytes })))('$name', async ({ bytes }) => {
      const own = await makeEndpoint()
      const answer = await send({ body: bytes }, own)
      expect([answer.status, answer.json.status]).toEqual([200, stored(answer)])
      expect((await send({ body: bytes }, own)).json).toEqual({ status: 'duplicate', eventId: answer.json.eventId })
      const [event] = await db().event.findMany({ where: { organizationId: own.organizationId } })
      expect(Buffer.from(event!.body).equals(Buffer.from(bytes))).toBe(true)
    })

    test.each(['hex', 'HEX', 'base64', 'base64url', 'sha256=hex', 'sha256=base64'] as SignatureEncoding[])(
      'signed as %s',
      async (encoding) => {
        const body = eventBody(endpoint, `evt_${encoding}`)
        expect((await send({ body, signature: sign(body, 'whsec_first', encoding) })).status).toBe(200)
      },
    )

    test.each(['application/json; charset=utf-8', 'APPLICATION/JSON', null])('sent as %s', async (type) => {
      expect((await send({ body: eventBody(endpoint, `evt_type_${type}`), type })).status).toBe(200)
    })

    test('sent in chunks, and of exactly 1 MiB', async () => {
      expect((await send({ body: eventBody(endpoint, 'evt_chunked'), chunked: true })).status).toBe(200)
      const frame = eventBody(endpoint, 'evt_mebibyte', { x: '' }).length
      const body = eventBody(endpoint, 'evt_mebibyte', { x: 'x'.repeat(MEBIBYTE - frame) })
      expect(body.length).toBe(MEBIBYTE)
      expect((await send({ body })).status).toBe(200)
    })

    test('by any of several active secrets; by a retired one soon no longer', async () => {
      const own = await makeEndpoint({ secrets: ['whsec_old'] })
      expect((await send({ body: eventBody(own, 'evt_1') }, own)).status).toBe(200)
      const id = newId()
      await addSecret(own.organizationId, own.endpointId, id, 'whsec_new')
      const signed = (secret: string, eventId: string) => {
        const body = eventBody(own, eventId)
        return send({ body, signature: sign(body, secret) }, own)
      }
      await expect.poll(async () => (await signed('whsec_new', 'evt_2')).status).toBe(200)
      expect((await signed('whsec_old', 'evt_3')).status).toBe(200)
      await db().endpointSecret.updateMany({ where: { id: own.secrets[0]!.id }, data: { retiredAt: new Date() } })
      await expect.poll(async () => (await signed('whsec_old', 'evt_4')).status).toBe(401)
      expect((await signed('whsec_new', 'evt_5')).status).toBe(200)
    })

    test('unsigned only where an admin allowed it', async () => {
      const open = await makeEndpoint({ allowUnsigned: true, secrets: [] })
      for (const [signature, id] of [
        [null, 'a'],
        ['00', 'b'],
        ['0'.repeat(64), 'c'],
      ] as const) {
        expect((await send({ body: eventBody(open, id), signature }, open)).status).toBe(200)
      }
      const kept = await db().event.findMany({ where: { organizationId: open.organizationId } })
      expect(kept.map((event) => event.secretId)).toEqual([null, null, null])
    })

    test('another organization’s name in the body is quarantined and reaches that organization nowhere', async () => {
      const other = await makeEndpoint()
      const body = eventBody(other, 'evt_foreign')
      expect((await send({ body })).status).toBe(200)
      expect(await events(other)).toBe(0)
      const [event] = await db().event.findMany({
        where: { organizationId: endpoint.organizationId, dedupeKey: 'foreign:id:evt_foreign' },
      })
      const work = await db().eventWork.findMany({ where: { eventId: event!.id } })
      expect(work).toMatchObject([{ organizationId: endpoint.organizationId, state: 'quarantined' }])
      expect((await send({ body })).json.status).toBe('duplicate')
      // Corrected, it is no copy of what was quarantined.
      const corrected = await send({ body: eventBody(endpoint, 'evt_foreign') })
      expect(corrected.json.status).toEqual(stored(corrected))
    })
  })

  describe('copies are one event', () => {
    test('20 copies of 12 events in parallel, in any order', async () => {
      const own = await makeEndpoint()
      const bodies = Array.from({ length: 12 }, (_, n) => eventBody(own, `evt_${n}`))
      const order = Array.from({ length: 20 }, () => bodies)
        .flat()
        .sort(() => Math.random() - 0.5)
      const answers = await Promise.all(order.map((body) => deliverUntilKept(adapter.url, own, { body })))
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
      const first = answers.filter((answer) => answer.json.status === 'stored').map((answer) => answer.json.eventId)
      expect(new Set(first).size).toBe(first.length)
      expect(new Set(answers.map((answer) => answer.json.eventId)).size).toBe(12)
      expect(await events(own)).toBe(12)
      expect(await db().eventWork.count({ where: { organizationId: own.organizationId } })).toBe(12)
    })

    test('without an event id: the same bytes are one event, other bytes another', async () => {
      const own = await makeEndpoint()
      const body = (score: number) =>
        JSON.stringify({ event: 'CONVERSATION_COMPLETED', data: { recordId: 'r', score } })
      for (const score of [1, 2]) {
        const answer = await send({ body: body(score) }, own)
        expect(answer.json.status).toEqual(stored(answer))
      }
      expect((await send({ body: body(1) }, own)).json.status).toBe('duplicate')
    })

    test('a request for review without id, 20 copies at once, is one event', async () => {
      const own = await makeEndpoint()
      const body = JSON.stringify({ event: 'CONVERSATION_NEEDS_REVIEW', data: { recordId: 'r' } })
      const answers = await Promise.all(Array.from({ length: 20 }, () => send({ body }, own)))
      expect(new Set(answers.map((answer) => answer.json.eventId)).size).toBe(1)
      expect(await events(own)).toBe(1)
    })
  })

  describe('anything else gets an exact refusal, and nothing is stored', () => {
    test.each([newId(), 'not-a-uuid', '%00', `${newId()}x`, "'; DROP TABLE events; --"])(
      'unknown endpoint %s: 404',
      async (id) => {
        expect(await refusal({ body: eventBody(endpoint, 'x'), endpointId: encodeURIComponent(id) })).toEqual([
          404,
          'unknown-endpoint',
        ])
      },
    )

    test('a retired endpoint: 404', async () => {
      const own = await makeEndpoint()
      await db().endpoint.updateMany({ where: { id: own.endpointId }, data: { retiredAt: new Date() } })
      expect(await refusal({ body: eventBody(own, 'x') }, own)).toEqual([404, 'unknown-endpoint'])
    })

    test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s: 405 that allows POST', async (method) => {
      const { status, headers, json } = await send({ method, body: method === 'GET' ? '' : eventBody(endpoint, 'x') })
      expect([status, headers.allow, json.cause]).toEqual([405, 'POST', 'method-not-allowed'])
    })

    test('HEAD: 405 without a body', async () => {
      const { status, headers, text } = await send({ method: 'HEAD' })
      expect([status, headers.allow, text]).toEqual([405, 'POST', ''])
    })

    test.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
    ])('%s: 415', async (type) => {
      expect(await refusal({ body: eventBody(endpoint, 'x'), type })).toEqual([415, 'unsupported-type'])
    })

    test.each([
      ['missing', null, 'missing-signature'],
      ['empty', '', 'missing-signature'],
      ['of one character', 'a', 'malformed-signature'],
      ['two at once', `${'0'.repeat(64)}, ${'0'.repeat(64)}`, 'malformed-signature'],
      ['of zeros', '0'.repeat(64), 'wrong-signature'],
      ['by another secret', sign('{}', 'whsec_other'), 'wrong-signature'],
      ['of another body', sign('{}', 'whsec_first'), 'wrong-signature'],
    ])('signature %s: 401', async (_name, signature, cause) => {
      expect(await refusal({ body: eventBody(endpoint, 'x'), signature })).toEqual([401, cause])
    })

    test.each(refusedBodies.map((body) => ({ ...body })))('$name: 422 $reason', async ({ bytes, reason }) => {
      expect(await refusal({ body: bytes })).toEqual([422, reason])
    })

    test.each([true, false])('one byte over 1 MiB (chunked: %s): 413', async (chunked) => {
      expect(await refusal({ body: Buffer.alloc(MEBIBYTE + 1, 'x'), chunked })).toEqual([413, 'too-large'])
    })

    test('none of these was stored', async () => {
      const kept = await db().event.findMany({
        where: { organizationId: endpoint.organizationId },
        select: { dedupeKey: true },
      })
      expect(kept.map((event) => event.dedupeKey)).not.toContain('id:x')
      expect(kept.every((event) => /^(foreign:)?id/.test(event.dedupeKey))).toBe(true)
    })
  })

  test('a body without end is answered 413 after 1 MiB and soon cut off', async () => {
    const { status, sentBytes } = await pourEndlessly(adapter.port, endpoint.endpointId)
    expect(status).toBe(413)
    // At most 16 MiB are thrown away so that the answer arrives; the kernel's buffers on both sides swallow some more.
    expect(sentBytes).toBeLessThan(96 * MEBIBYTE)
  })

  test.each(['5000000000', '9'.repeat(30)])('a claim of %s bytes is refused at once and logged', async (claim) => {
    const own = await makeEndpoint()
    await untilKnown(adapter.url, own)
    const type = 'Content-Type: application/json'
    const head = `POST /api/webhooks/popp/${own.endpointId} HTTP/1.1\r\nHost: x\r\n${type}\r\nContent-Length: ${claim}\r\n\r\n`
    // A parser may refuse a number that long by itself.
    expect([413, 400]).toContain(await statusOf(adapter.port, head))
    expect((await send({ body: 'no json' }, own)).status).toBe(422)
    const logged = () => db().delivery.count({ where: { endpointId: own.endpointId, cause: 'not-json' } })
    await expect.poll(logged).toBe(2)
  })

  test('a flood of wrong signatures is answered 429, and what is authentic still gets in', async () => {
    const own = await makeEndpoint()
    await untilKnown(adapter.url, own)
    const statuses = new Map<number, number>()
    const flood = Array.from({ length: 400 }, () =>
      send({ body: randomBytes(8).toString('hex'), signature: '0'.repeat(64) }, own),
    )
    for (const { status, headers } of await Promise.all(flood)) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    }
    expect(Object.fromEntries(statuses)).toEqual({ 401: 300, 429: 100 })
    expect((await send({ body: eventBody(own, 'evt_in') }, own)).status).toBe(200)
  })
}
