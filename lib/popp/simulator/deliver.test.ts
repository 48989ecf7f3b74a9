import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Attempt, deliver } from './deliver'
import { type Receiver, startReceiver } from './testing/receiver'

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

const payload = {
  event: 'CONVERSATION_STARTED',
  eventId: 'evt_1',
  data: { recordId: 'conv_1', organizationId: 'org_1' },
}
const noWait = { random: () => 0 }

describe('deliver', () => {
  it('signs the exact bytes, whatever they are', async () => {
    const odd = '{"event":"X",  "data":{"name":"Zoë \\u0000 \\ud800 家"}}'
    expect((await deliver(receiver.url, receiver.secret, odd)).status).toBe(200)
    expect((await deliver(receiver.url, receiver.secret, Buffer.from('{"event":"bytes","data":{}}'))).status).toBe(200)
    expect((await deliver(receiver.url, receiver.secret, payload)).status).toBe(200)
    expect(receiver.accepted.map(({ body }) => body)).toEqual([
      odd,
      '{"event":"bytes","data":{}}',
      JSON.stringify(payload),
    ])
  })

  it.each(['hex', 'HEX', 'base64', 'sha256=hex', 'sha256=base64'] as const)(
    'signs in %s when told to',
    async (encoding) => {
      expect((await deliver(receiver.url, receiver.secret, payload, { encoding })).acknowledged).toBe(true)
    },
  )

  it('tells a duplicate from a first delivery', async () => {
    expect(await deliver(receiver.url, receiver.secret, payload)).toMatchObject({
      acknowledged: true,
      duplicate: false,
    })
    expect(await deliver(receiver.url, receiver.secret, payload)).toMatchObject({ acknowledged: true, duplicate: true })
  })

  it('does not lose the event when the server answers 503, then 200', async () => {
    receiver.answer = (n) => (n < 3 ? { status: 503 } : undefined)
    const attempts: Attempt[] = []
    const result = await deliver(receiver.url, receiver.secret, payload, {
      ...noWait,
      onAttempt: (a) => attempts.push(a),
    })
    expect(result).toMatchObject({ acknowledged: true, status: 200, attempts: 4 })
    expect(attempts.map(({ status, willRetry }) => [status, willRetry])).toEqual([
      [503, true],
      [503, true],
      [503, true],
      [200, false],
    ])
    expect(receiver.accepted).toHaveLength(1)
  })

  it('waits as long as Retry-After asks', async () => {
    receiver.answer = (n) => (n === 0 ? { status: 429, headers: { 'retry-after': '1' } } : undefined)
    expect((await deliver(receiver.url, receiver.secret, payload, noWait)).acknowledged).toBe(true)
    expect(receiver.requests[1]!.at - receiver.requests[0]!.at).toBeGreaterThan(990)
  })

  it('tries again when the line is cut, when no answer comes in time, and on any other status than 200', async () => {
    receiver.answer = (n) => (['drop', 'silence', { status: 204 }, { status: 302 }] as const)[n]
    const result = await deliver(receiver.url, receiver.secret, payload, { ...noWait, timeoutMs: 2_000 })
    expect(result).toMatchObject({ acknowledged: true, attempts: 5 })
  })

  it('tries again when nobody listens', async () => {
    const { url } = receiver
    await receiver.close()
    expect(await deliver(url, 'secret', payload, { ...noWait, attempts: 3 })).toMatchObject({
      acknowledged: false,
      status: 0,
      attempts: 3,
    })
  })

  it('sends a wrong or no signature on command, and says what the server answered', async () => {
    for (const signature of ['00'.repeat(32), null]) {
      const result = await deliver(receiver.url, receiver.secret, payload, { signature, attempts: 1 })
      expect(result).toMatchObject({ acknowledged: false, status: 401, attempts: 1 })
    }
    expect(receiver.accepted).toHaveLength(0)
  })

  it('gives up a refusal sooner than an outage when told to', async () => {
    const refused = await deliver(receiver.url, 'wrong', payload, { ...noWait, attempts: 6, attemptsWhenRefused: 2 })
    expect(refused).toMatchObject({ status: 401, attempts: 2 })
  })

  it('delivers a body that dawdles whole', async () => {
    const startedAt = performance.now()
    const result = await deliver(receiver.url, receiver.secret, payload, { slowBodyMs: 400 })
    expect(result.acknowledged).toBe(true)
    // The receiver is not to be blamed for the line: its time counts from the last byte.
    expect(performance.now() - startedAt - result.durationMs!).toBeGreaterThan(280)
    expect(receiver.accepted[0]!.body).toBe(JSON.stringify(payload))
  })

  it('ends at once when aborted, while waiting for an answer and between attempts', async () => {
    for (const answer of ['silence', { status: 503, headers: { 'retry-after': '30' } }] as const) {
      receiver.answer = () => answer
      const stop = new AbortController()
      setTimeout(() => stop.abort(), 100)
      const startedAt = performance.now()
      const result = await deliver(receiver.url, receiver.secret, payload, { attempts: Infinity, signal: stop.signal })
      expect(result.acknowledged).toBe(false)
      // Neither would have ended sooner than this by itself.
      expect(performance.now() - startedAt).toBeLessThan(8_000)
    }
  })
})
