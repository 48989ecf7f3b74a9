import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectConversation } from '@/lib/conversations/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { closeIngestPool } from '@/lib/platform/pg'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { dedupeKey, readEnvelope } from '@/lib/popp/envelope'
import { normalise } from '@/lib/popp/normalise'
import { integer, randomFor } from '@/lib/popp/simulator/random'
import type { NewEvent } from '@/lib/webhooks/event-store'
import { keepEvents } from '@/lib/webhooks/keep'
import { applyBatch } from '@/lib/worker/batch'
import { shuffled } from './kill-story'
import { type MadeEvent, permutations, randomEvents, sixEvents, withCopies } from './random-events'

const IS_LONG = process.env.RELIABILITY === 'long'
const SEED = Number(process.env.ORDERS_SEED ?? Date.now() % 2 ** 31)
const RUNS = IS_LONG ? 10_000 : 300
/** Of each so many go through the database, as rows. */
const [STORED_ORDERS, STORED_RUNS] = IS_LONG ? [720, 300] : [24, 12]
/** What is kept arrives in so many bursts, with the worker between them. */
const BURSTS = 4

process.stdout.write(`seed: ORDERS_SEED=${SEED}\n`)
const orders = permutations(sixEvents('conv_1'))
const arrivedAt = new Date(Date.UTC(2026, 0, 20))

describe('as a pure fold', () => {
  const fold = (arrivals: readonly MadeEvent[]) =>
    projectConversation(
      arrivals.map(({ id, body }, position) => {
        const bytes = Buffer.from(body)
        const receivedAt = new Date(arrivedAt.getTime() + position * 1_000)
        // As ingest does it: our own id follows the arrival, Popp's identity does not.
        const key = `${String(arrivals.findIndex((each) => each.id === id)).padStart(4, '0')}-ours`
        return { key, identity: id, receivedAt, event: normalise(bytes, receivedAt) }
      }),
    )
  /** Without our own ids, which say when something arrived. */
  const rows = (arrivals: readonly MadeEvent[]) => {
    const { flags, ...conversation } = fold(arrivals)
    return { ...conversation, flags: flags.map(({ key: _key, ...flag }) => flag) }
  }

  test('all 720 orders of six events, with copies: one result', () => {
    const random = randomFor(SEED, 'copies')
    const expected = rows(orders[0]!)
    expect(orders).toHaveLength(720)
    expect(expected).toMatchObject({ status: 'opted-out', eventCount: 6, score: 12.5 })
    expect(expected.flags).toHaveLength(2)
    for (const order of orders) expect(rows(withCopies(order, random))).toStrictEqual(expected)
  }, 300_000)

  test(`${RUNS} random longer runs, each in two orders: two equal results`, () => {
    for (let run = 0; run < RUNS; run++) {
      const random = randomFor(SEED, `run ${run}`)
      const events = randomEvents('conv_1', integer(random, 7, 30), random)
      const other = withCopies(shuffled(events, random), random)
      expect(rows(other), `ORDERS_SEED=${SEED}, run ${run}`).toStrictEqual(rows(events))
    }
  }, 300_000)
})

describe('through ingest and worker, as rows', () => {
  useTestDatabase()
  let endpoint: TestEndpoint
  beforeAll(async () => {
    endpoint = await makeEndpoint()
  })
  afterAll(async () => {
    await closeIngestPool()
    await closePublisher()
  })

  test(`${STORED_ORDERS} orders of six events, with copies: equal rows; everything once more changes nothing`, async () => {
    const random = randomFor(SEED, 'stored orders')
    const chosen = shuffled(permutations([0, 1, 2, 3, 4, 5]), random).slice(0, STORED_ORDERS)
    const arrivals = chosen.map((order, n) => {
      const events = sixEvents(`order_${n}`)
      return withCopies(
        order.map((place) => events[place]!),
        random,
      )
    })
    await deliver(endpoint, arrivals)
    const [expected, ...others] = await Promise.all(arrivals.map((_, n) => rowsOf(endpoint, `order_${n}`)))
    expect(expected).toMatchObject({
      conversation: { status: 'opted-out', aiOutcome: 'passed', eventCount: 6, score: 12.5 },
      outcomes: [{ verdict: 'passed' }],
      item: { state: 'open', flagCount: 2, flagReason: 'Asks again' },
      flags: [{ identity: 'r1' }, { identity: 'r2' }],
    })
    for (const rows of others) expect(rows).toEqual(expected)
    await expectReplayChangesNothing(endpoint)
  }, 300_000)

  test(`${STORED_RUNS} random longer runs, each in two orders: equal rows; everything once more changes nothing`, async () => {
    const pairs = Array.from({ length: STORED_RUNS }, (_, n) => {
      const count = integer(randomFor(SEED, `count ${n}`), 7, 30)
      const events = (record: string) => randomEvents(record, count, randomFor(SEED, `events ${n}`))
      const order = randomFor(SEED, `order ${n}`)
      return [events(`run_${n}_a`), withCopies(shuffled(events(`run_${n}_b`), order), order)] as const
    })
    await deliver(endpoint, pairs.flat())
    for (const [n] of pairs.entries()) {
      const [one, other] = [await rowsOf(endpoint, `run_${n}_a`), await rowsOf(endpoint, `run_${n}_b`)]
      expect(other, `ORDERS_SEED=${SEED}, run ${n}`).toEqual(one)
    }
    await expectReplayChangesNothing(endpoint)
  }, 300_000)
})

/** Each list is the arrivals of one record, in order. All records get on together. */
async function deliver(endpoint: TestEndpoint, arrivals: readonly MadeEvent[][]) {
  for (let burst = 0; burst < BURSTS; burst++) {
    const part = arrivals.flatMap((list) => {
      const size = Math.ceil(list.length / BURSTS)
      return list.slice(burst * size, (burst + 1) * size)
    })
    for (let n = 0; n < part.length; n += 200)
      await keepEvents(part.slice(n, n + 200).map(({ body }) => asKept(endpoint, body)))
    await Promise.all([drain(), drain()])
  }
}

async function drain() {
  while ((await applyBatch()) > 0);
}

function asKept({ organizationId, endpointId }: TestEndpoint, text: string): NewEvent {
  const body = Buffer.from(text)
  const reading = readEnvelope(body, arrivedAt)
  if (!reading.ok) throw new Error(reading.reason)
  return {
    ...{ organizationId, endpointId, id: newId(), receivedAt: arrivedAt, secretId: null, quarantined: false, body },
    ...{ retryWindowSeconds: null, recordKey: reading.envelope.recordId, type: reading.envelope.type },
    // A record of its own has ids of its own; here the records tell the same story.
    dedupeKey: `${reading.envelope.recordId} ${dedupeKey(reading.envelope, body)}`,
  }
}

/** Everything that the desk knows of a record, without its name and our own ids. */
async function rowsOf({ organizationId }: TestEndpoint, recordKey: string) {
  const where = { organizationId, recordKey }
  const omit = { organizationId: true, recordKey: true } as const
  const [conversation, outcomes, item] = await Promise.all([
    db().conversation.findFirst({ where, omit: { ...omit, recordId: true } }),
    db().screeningOutcome.findMany({ where, omit, orderBy: { position: 'asc' } }),
    db().reviewItem.findFirst({ where, omit: { ...omit, version: true } }),
  ])
  const { id: reviewItemId = null, ...rest } = item ?? {}
  const flags = reviewItemId === null ? [] : await db().flag.findMany({ where: { organizationId, reviewItemId } })
  const events = await db().event.findMany({ where, select: { id: true, dedupeKey: true } })
  const identities = new Map(events.map(({ id, dedupeKey: key }) => [id, key.split(' id:')[1] ?? '']))
  const named = flags.map(({ eventId, flaggedAt, reason }) => ({
    identity: identities.get(eventId),
    flaggedAt,
    reason,
  }))
  return {
    ...{ conversation, outcomes, item: item && rest },
    flags: named.sort((a, b) => String(a.identity).localeCompare(String(b.identity))),
    events: [...identities.values()].sort(),
  }
}

/** Every event applied once more, and every row, with ids and versions, as before. */
async function expectReplayChangesNothing({ organizationId }: TestEndpoint) {
  const where = { organizationId }
  const rows = async () => ({
    conversations: await db().conversation.findMany({ where, orderBy: { recordKey: 'asc' } }),
    outcomes: await db().screeningOutcome.findMany({ where, orderBy: [{ recordKey: 'asc' }, { position: 'asc' }] }),
    items: await db().reviewItem.findMany({ where, orderBy: { id: 'asc' } }),
    flags: await db().flag.findMany({ where, orderBy: { id: 'asc' } }),
    trail: await db().auditEntry.count({ where }),
  })
  const before = await rows()
  const { count } = await db().eventWork.updateMany({ where, data: { state: 'pending', nextAttemptAt: new Date(0) } })
  expect(count).toBeGreaterThan(0)
  await Promise.all([drain(), drain()])
  expect(await db().eventWork.count({ where: { ...where, state: { not: 'applied' } } })).toBe(0)
  expect(await rows()).toEqual(before)
}
