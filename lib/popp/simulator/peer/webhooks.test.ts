import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type SimulatedPopp, startSimulatedPopp } from '../start'
import { type Receiver, startReceiver } from '../testing/receiver'

let receiver: Receiver
let popp: SimulatedPopp
beforeEach(async () => {
  receiver = await startReceiver()
  const endpoint = { url: receiver.url, secret: receiver.secret }
  popp = await startSimulatedPopp({ organizationId: 'org_test', endpoint, timeFactor: 100_000 })
})
afterEach(async () => {
  await popp.stop()
  await receiver.close()
})

const PATIENT = { timeout: 15_000 }
const accepted = () => receiver.accepted.map(({ payload }) => payload.event)
const tellMany = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => popp.tell(`conv_${n}`, ['started'])))

describe('the webhooks of the simulated Popp', () => {
  it('tell what the API knows, signed', async () => {
    await popp.tell('conv_1', ['queued', 'started'])
    await popp.tell('conv_1', ['completed'], { ending: 'failed' })
    expect(accepted()).toEqual(['CONVERSATION_QUEUED', 'CONVERSATION_STARTED', 'CONVERSATION_COMPLETED'])
    expect(receiver.accepted.at(-1)!.payload.data).toMatchObject({
      recordId: 'conv_1',
      conversationStatus: 'COMPLETED_SCREENING_FAILED',
    })
    const known = popp.model.find('org_test', 'conv_1')!
    expect(popp.model.conversation(known).conversationStatus).toBe('COMPLETED_SCREENING_FAILED')
  })

  it('are tried again for days, which pass in a second', async () => {
    receiver.answer = (n) => (n < 8 ? { status: 503 } : undefined)
    const [result] = await popp.tell('conv_1', ['started'])
    expect(result).toMatchObject({ acknowledged: true, attempts: 9 })
    const [first, last] = [receiver.requests[0]!.at, receiver.requests.at(-1)!.at]
    // 5 s, 5 min, 30 min, 2, 5, 10, 14 and 24 hours.
    expect(last - first).toBeGreaterThan((0.9 * 55 * 3_600_000) / 100_000)
  })

  it('are given up after the last attempt', async () => {
    receiver.answer = () => ({ status: 500 })
    expect(await popp.tell('conv_1', ['started'])).toMatchObject([{ acknowledged: false, attempts: 9 }])
  })

  it('are dropped on command, a share or all of them, and sent after all on another', async () => {
    await popp.control({ webhooks: { drop: 0.5 } })
    await tellMany(40)
    const lost = popp.sender!.dropped.length
    expect(lost).toBeGreaterThan(8)
    expect(lost).toBeLessThan(32)
    expect(accepted()).toHaveLength(40 - lost)
    expect(popp.model.list('org_test')).toHaveLength(40)
    await popp.control({ webhooks: { drop: 0, silent: true } })
    await popp.tell('conv_silent', ['started'])
    expect(accepted()).toHaveLength(40 - lost)
    expect(await popp.control({ heal: true, sendDropped: true })).toEqual({ sent: lost + 1 })
    expect(accepted()).toHaveLength(41)
    expect(popp.sender!.dropped).toEqual([])
  })

  it('come twice, forged, poisonous and out of order on command', async () => {
    await popp.control({ webhooks: { duplicate: 1 } })
    await popp.tell('conv_1', ['started'])
    await vi.waitFor(() => expect(accepted()).toHaveLength(2), PATIENT)
    await popp.control({ heal: true, webhooks: { forge: 1 } })
    await popp.tell('conv_2', ['started'])
    await vi.waitFor(() => expect(popp.sender!.totals).toMatchObject({ forged: 1, forgedAccepted: 0 }), PATIENT)
    await popp.control({ heal: true, webhooks: { late: 0.5, lateMs: 60 } })
    receiver.accepted.length = 0
    await tellMany(30)
    const order = receiver.accepted.map(({ payload }) => Number(String(payload.data.recordId).slice('conv_'.length)))
    expect(order).toHaveLength(30)
    expect(order).not.toEqual(order.toSorted((a, b) => a - b))
    await popp.control({ heal: true, webhooks: { delayMs: 50 } })
    const startedAt = performance.now()
    await popp.tell('conv_delayed', ['started'])
    expect(performance.now() - startedAt).toBeGreaterThan(45)
  })

  it('are signed with another secret once it is rotated', async () => {
    const { secret } = await popp.control({ rotateSecret: true })
    receiver.secret = secret!
    expect(await popp.tell('conv_1', ['started'])).toMatchObject([{ acknowledged: true, attempts: 1 }])
    receiver.secret = 'a retired one'
    expect(await popp.tell('conv_2', ['started'])).toMatchObject([{ acknowledged: false, status: 401 }])
  })
})
