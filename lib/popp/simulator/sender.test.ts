import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSender } from './sender'
import { type Receiver, startReceiver } from './testing/receiver'

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

const payloads = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    event: 'CONVERSATION_STARTED',
    eventId: `evt_${n}`,
    data: { recordId: `conv_${n}` },
  }))
const senderTo = ({ url, secret }: Receiver, more: Partial<Parameters<typeof createSender>[0]> = {}) =>
  createSender({ endpointUrl: url, secret, random: () => 0, ...more })

describe('the sender', () => {
  it('loses no event while the server answers 503, drops lines, and recovers', async () => {
    receiver.answer = (n) =>
      n < 60 ? (n % 3 === 0 ? 'drop' : { status: 503, headers: { 'retry-after': '0' } }) : undefined
    const sender = senderTo(receiver)
    await Promise.all(payloads(200).map((payload) => sender.send(payload)))
    await sender.close()
    expect(new Set(receiver.accepted.map(({ payload }) => payload.eventId)).size).toBe(200)
    expect(sender.totals).toMatchObject({ acknowledged: 200, lost: 0, duplicates: 0 })
    expect(sender.totals.retries).toBeGreaterThan(0)
    expect(sender.totals.sent).toBe(200 + sender.totals.retries)
  })

  it('never has more under way than it may, and lets all others wait their turn', async () => {
    receiver.answer = () => undefined
    const sender = senderTo(receiver, { concurrency: 4 })
    const sending = payloads(60).map((payload) => sender.send(payload, { slowBodyMs: 20 }))
    expect(sender.pending).toBe(60)
    await Promise.all(sending)
    expect(receiver.mostAtOnce).toBe(4)
    expect(sender.pending).toBe(0)
    expect(receiver.accepted.map(({ payload }) => payload.eventId)).toHaveLength(60)
  })

  it('counts duplicates, refusals by status, forgeries and events given up', async () => {
    const sender = senderTo(receiver)
    const [one, two] = payloads(2)
    await sender.send(one)
    await sender.send(one)
    await sender.sendForged(two)
    await sender.close()
    expect(sender.totals).toMatchObject({
      sent: 3,
      acknowledged: 2,
      duplicates: 1,
      lost: 0,
      forged: 1,
      forgedAccepted: 0,
    })
    expect([...sender.totals.refused]).toEqual([[401, 1]])
    expect(sender.totals.acknowledgementsMs).toHaveLength(2)
    const wrong = senderTo(receiver, { secret: 'wrong', attempts: 2 })
    await wrong.send(two)
    expect(wrong.totals).toMatchObject({ acknowledged: 0, lost: 1, retries: 1 })
  })

  it('says so when a forgery is taken', async () => {
    receiver.answer = () => ({ status: 200 })
    const sender = senderTo(receiver)
    await sender.sendForged(payloads(1)[0])
    expect(sender.totals).toMatchObject({ forged: 1, forgedAccepted: 1 })
  })

  it('abandons everything at once when aborted', async () => {
    receiver.answer = () => 'silence'
    const stop = new AbortController()
    const sender = senderTo(receiver, { signal: stop.signal, attempts: Infinity })
    const sending = payloads(50).map((payload) => sender.send(payload))
    await expect.poll(() => receiver.requests.length).toBe(16)
    const startedAt = performance.now()
    stop.abort()
    await Promise.all([...sending, sender.close()])
    expect(performance.now() - startedAt).toBeLessThan(8_000)
    expect(receiver.requests.length).toBe(16)
  })
})
