import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { addSecret, makeEndpoint, startIngestServer, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { sign } from '@/lib/popp/signature'
import { closeIngest } from '@/lib/webhooks/ingest'
import { deliverUntilKept, eventBody, untilKnown } from './deliver'

/**
 * The verification cases of Standard Webhooks by their names, as far as Popp's header can carry them: it is the signature
 * alone, without an id and without a time. What those two are for, no replay, is done by deduplication, for ever.
 */
useTestDatabase()
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
let server: Awaited<ReturnType<typeof startIngestServer>>
let endpoint: TestEndpoint
beforeAll(async () => {
  server = await startIngestServer()
  endpoint = await makeEndpoint({ secrets: [SECRET] })
})
afterAll(async () => {
  await server.stop()
  await closeIngest()
  await closePublisher()
})

const send = async (body: string, signature: string | null, to = endpoint) => {
  const answer = await deliverUntilKept(server.url, to, { body, signature })
  const { status, json, isAgain } = answer
  // Told to come again, the second try finds what the first has kept.
  return [status, json.cause ?? (isAgain && json.status === 'duplicate' ? 'stored' : json.status)]
}
let sequence = 0
/** A body that was never sent before. */
const fresh = (more: object = {}) => eventBody(endpoint, `evt_${sequence++}`, more)
const without = (name: 'eventId' | 'eventTimestamp') => JSON.stringify({ ...JSON.parse(fresh()), [name]: undefined })
const at = (eventTimestamp: string) => JSON.stringify({ ...JSON.parse(fresh()), eventTimestamp })

describe('the verification cases of Standard Webhooks', () => {
  test('empty key raises error: an endpoint without a usable secret takes nothing', async () => {
    for (const secrets of [[], ['']]) {
      const bare = await makeEndpoint({ secrets })
      const body = eventBody(bare, 'evt_empty_key')
      expect(await send(body, sign(body, ''), bare)).toEqual([401, 'wrong-signature'])
    }
  })

  test('missing id raises error: here the body is its own id, and a copy is a copy', async () => {
    const body = without('eventId')
    expect(await send(body, sign(body, SECRET))).toEqual([200, 'stored'])
    expect(await send(body, sign(body, SECRET))).toEqual([200, 'duplicate'])
  })

  test('missing timestamp raises error: here none is signed, and the event counts from its arrival', async () => {
    const body = without('eventTimestamp')
    expect(await send(body, sign(body, SECRET))).toEqual([200, 'stored'])
  })

  test('invalid timestamp raises error: here it is none, and no reason to lose the event', async () => {
    const body = at('hello')
    expect(await send(body, sign(body, SECRET))).toEqual([200, 'stored'])
  })

  test('missing signature raises error', async () => {
    expect(await send(fresh(), null)).toEqual([401, 'missing-signature'])
  })

  test('invalid signature raises error', async () => {
    expect(await send(fresh(), 'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=')).toEqual([401, 'wrong-signature'])
    expect(await send(fresh(), 'dawfeoifkpqwoekfpqoekf')).toEqual([401, 'malformed-signature'])
  })

  test('partial signature raises error', async () => {
    const body = fresh()
    expect(await send(body, sign(body, SECRET).slice(0, 8))).toEqual([401, 'malformed-signature'])
    expect(await send(body, 'sha256=')).toEqual([401, 'malformed-signature'])
  })

  test('valid signature is valid and returns valid json: the event is kept as it came', async () => {
    const body = fresh()
    expect(await send(body, sign(body, SECRET))).toEqual([200, 'stored'])
    const dedupeKey = `id:${JSON.parse(body).eventId}`
    const event = await db().event.findFirstOrThrow({ where: { dedupeKey } })
    expect(Buffer.from(event.body).toString()).toBe(body)
  })

  test('valid unbranded signature is valid: the header’s name may be written in any case', async () => {
    const body = fresh()
    const headers = { 'Content-Type': 'application/json', 'X-Signature': sign(body, SECRET) }
    const url = `${server.url}/api/webhooks/popp/${endpoint.endpointId}`
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200)
  })

  test('old timestamp fails: here a replay, however old, is a duplicate and changes nothing', async () => {
    const body = at('2024-01-15T10:30:00.000Z')
    expect(await send(body, sign(body, SECRET))).toEqual([200, 'stored'])
    expect(await send(body, sign(body, SECRET))).toEqual([200, 'duplicate'])
  })

  test('new timestamp fails: here a time in the future is no time, and the event is kept', async () => {
    const body = at('2099-01-15T10:30:00.000Z')
    expect(await send(body, sign(body, SECRET))).toEqual([200, 'stored'])
  })

  test('multi sig payload is valid: here one header holds one signature, several are refused', async () => {
    const body = fresh()
    const others = ['0'.repeat(64), sign(body, SECRET), '1'.repeat(64)]
    for (const separator of [' ', ',', ', ']) {
      expect(await send(body, others.join(separator))).toEqual([401, 'malformed-signature'])
    }
  })

  test('verification works with and without signature prefix', async () => {
    for (const encoding of ['hex', 'base64', 'sha256=hex', 'sha256=base64'] as const) {
      const body = fresh()
      expect(await send(body, sign(body, SECRET, encoding))).toEqual([200, 'stored'])
    }
  })

  test('sign function works: a fixed vector, made by openssl', async () => {
    expect(sign('{"test": 2432232314}', SECRET)).toBe(
      '80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c',
    )
  })

  test('verification ignores the timestamp when told so: here always, the times are Popp’s to tell', async () => {
    for (const time of ['2020-01-01T00:00:00.000Z', '2026-01-15T10:30:00.000Z', '2060-01-01T00:00:00.000Z']) {
      const body = at(time)
      expect(await send(body, sign(body, SECRET))).toEqual([200, 'stored'])
    }
  })
})

test('every bit of body and signature flipped: none of them gets in', async () => {
  const own = await makeEndpoint({ secrets: [SECRET] })
  const body = Buffer.from(eventBody(own, 'evt_flipped'))
  const signature = Buffer.from(sign(body, SECRET), 'hex')
  const flipped = (bytes: Buffer) =>
    Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const changed = Buffer.from(bytes)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      return changed
    })
  const attempts = [
    ...flipped(body).map((changed) => ({ body: changed, signature: signature.toString('hex') })),
    ...flipped(signature).map((changed) => ({ body, signature: changed.toString('hex') })),
  ]
  await untilKnown(server.url, own)
  const answers = await Promise.all(attempts.map((attempt) => deliverUntilKept(server.url, own, attempt)))
  // After the first 300 wrong ones of a minute nobody is told more than to slow down.
  expect(answers.filter(({ status }) => status !== 401 && status !== 429)).toEqual([])
  expect(await db().event.count({ where: { organizationId: own.organizationId } })).toBe(0)
  expect((await deliverUntilKept(server.url, own, { body })).status).toBe(200)
})

/**
 * From the change to the last request that is judged without it: as long as a look-up counts, a second more when the next
 * one failed, and a moment for making it on a machine that is busy.
 */
const KNOWN_MS = 6_000
/** Fewer wrong signatures in that time than are answered 429. */
const ASK_EVERY_MS = 25

test('rotation: old and new secret both count, and the retired one is refused once the look-up is old', async () => {
  const own = await makeEndpoint({ secrets: ['whsec_old'] })
  const signedBy = (secret: string) => {
    const body = eventBody(own, `evt_${sequence++}`)
    return send(body, sign(body, secret), own)
  }
  expect(await signedBy('whsec_old')).toEqual([200, 'stored'])
  const known = async (secret: string, status: number) => {
    const changedAt = performance.now()
    for (let begunAt = changedAt; (await signedBy(secret))[0] !== status; begunAt = performance.now()) {
      expect(begunAt - changedAt).toBeLessThan(KNOWN_MS)
      await wait(ASK_EVERY_MS)
    }
    const [took, what] = [Math.round(performance.now() - changedAt), status === 200 ? 'accepted' : 'refused']
    process.stdout.write(`measured: ${secret} ${what} after ${took} ms\n`)
  }
  await addSecret(own.organizationId, own.endpointId, newId(), 'whsec_new')
  await known('whsec_new', 200)
  expect(await signedBy('whsec_old')).toEqual([200, 'stored'])
  await db().endpointSecret.updateMany({ where: { id: own.secrets[0]?.id }, data: { retiredAt: new Date() } })
  await known('whsec_old', 401)
  expect(await signedBy('whsec_new')).toEqual([200, 'stored'])
})
