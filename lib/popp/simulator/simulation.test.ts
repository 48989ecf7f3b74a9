import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SimulateOptions } from './options'
import { renderReport } from './report'
import { createSender } from './sender'
import { simulate, tellingsFrom } from './simulation'
import { type Receiver, startReceiver } from './testing/receiver'

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

async function run(more: Partial<SimulateOptions>, signal = new AbortController().signal) {
  const { url: endpointUrl, secret } = receiver
  const options = {
    endpointUrl,
    secret,
    organizationId: 'org_1',
    rate: 2000,
    count: 300,
    seed: 7,
    faults: false,
    drop: 0,
    concurrency: 64,
    ...more,
  }
  const sender = createSender({ ...options, signal })
  let last = { done: 0, planned: 0 }
  const startedAt = performance.now()
  await simulate(options, sender, signal, (progress) => {
    last = progress
  })
  await sender.close()
  return { totals: sender.totals, last, durationMs: performance.now() - startedAt }
}

const keyOf = ({ payload, body }: Receiver['accepted'][number]) => payload.eventId ?? body

describe('simulate', () => {
  it('delivers exactly as many events as asked for, each acknowledged', async () => {
    const { totals, last } = await run({})
    expect(totals).toMatchObject({ sent: 300, acknowledged: 300, duplicates: 0, retries: 0, lost: 0 })
    expect(last).toEqual({ done: 300, planned: 300 })
    expect(new Set(receiver.accepted.map(keyOf)).size).toBe(300)
  })

  it('with faults delivers every event in spite of disorder, copies, forgeries and slow bodies', async () => {
    const { totals } = await run({ faults: true })
    expect(new Set(receiver.accepted.map(keyOf)).size).toBe(300)
    expect(totals.duplicates).toBe(receiver.accepted.length - 300)
    expect(totals.duplicates).toBeGreaterThan(20)
    expect(totals.forged).toBeGreaterThan(2)
    expect(totals).toMatchObject({ forgedAccepted: 0, lost: 0 })
    const times = receiver.accepted.flatMap(({ payload }) => payload.eventTimestamp ?? [])
    expect(times).not.toEqual([...times].sort())
  })

  it('sends the same events for the same seed: a second run is all duplicates where there are ids', async () => {
    await run({ count: 150 })
    const ids = receiver.accepted.flatMap(({ payload }) => payload.eventId ?? [])
    receiver.accepted.length = 0
    const { totals } = await run({ count: 150 })
    expect(receiver.accepted.flatMap(({ payload }) => payload.eventId ?? []).sort()).toEqual([...ids].sort())
    expect(totals.duplicates).toBeGreaterThanOrEqual(ids.length)
  })

  it('keeps the rate', async () => {
    const { durationMs } = await run({ count: 60, rate: 100 })
    expect(durationMs).toSatisfy((ms: number) => ms > 560 && ms < 20_000)
  })

  it('stops in the middle when interrupted', async () => {
    const stop = new AbortController()
    receiver.answer = (n) => {
      if (n === 3) stop.abort()
      return undefined
    }
    const { totals } = await run({ rate: 20 }, stop.signal)
    // What was on its way when it was told is given up, too.
    expect(totals.acknowledged).toBeLessThanOrEqual(3)
  })

  it('tells the beginning of a story before its end', () => {
    const order = tellingsFrom(7, 500, 'org_1')
    const ended = new Set<string>()
    for (const { event } of order) {
      if (event.type === 'CONVERSATION_STARTED') expect(ended).not.toContain(event.subject.recordId)
      if (event.type === 'CONVERSATION_COMPLETED') ended.add(event.subject.recordId)
    }
    expect(order).toHaveLength(500)
  })
})

describe('the report', () => {
  it('has a line for each figure', async () => {
    receiver.answer = (n) => (n === 0 ? { status: 503 } : undefined)
    const { totals, durationMs } = await run({ count: 50, faults: true })
    const report = renderReport(totals, durationMs)
    for (const line of [
      /^sent +\d+ requests/m,
      /^acknowledged +\d+$/m,
      /duplicates +\d+$/m,
      /^retries +1$/m,
      /503: 1/,
      /p50 [\d.]+ ms, p99 [\d.]+ ms/,
    ])
      expect(report).toMatch(line)
  })
})
