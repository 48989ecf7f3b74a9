import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db, type Tx, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { storeEvents } from '@/lib/platform/testing/many-events'
import { applyBatch } from '@/lib/worker/batch'
import { Prisma } from '@/prisma/generated/client'
import { type DeliveryFilter, deliveryQuery } from './delivery-filter'
import { eventConditions } from './event-conditions'
import { eventPage } from './event-page-store'
import { candidatesQuery, onlyByBitmap } from './field-candidate-store'
import { byCandidates } from './field-candidates'
import { searchKeys } from './field-keys'
import type { FieldSearch } from './field-search'
import { indexEvents } from './field-service'
import { countDeliveries, listDeliveries } from './service'

useTestDatabase()
afterAll(closePublisher)

const HOUR_MS = 3_600_000
const [first, second] = [newId(), newId()]
const now = Date.now()
let desk: Desk
let ids: string[]

const event = (n: number, type = 'CONVERSATION_STARTED', data: object = {}) =>
  JSON.stringify({ event: type, eventId: `evt_${n}`, data: { recordId: `conv_${n}`, externalId: `ats-${n}`, ...data } })

beforeAll(async () => {
  desk = await createDesk()
  ids = await storeEvents(desk.organizationId, [
    { body: event(0), receivedAt: new Date(now - 800 * HOUR_MS), endpointId: first },
    {
      body: event(1, 'CONVERSATION_COMPLETED', { scorecardTotalValue: 7.5 }),
      receivedAt: new Date(now - 30 * HOUR_MS),
    },
    { body: event(2, 'WORKFLOW_PUBLISHED'), receivedAt: new Date(now - 3 * HOUR_MS), endpointId: second },
    { body: event(3), state: 'dead', error: 'Error · P2034 · 40001', receivedAt: new Date(now - 2 * HOUR_MS) },
    { body: event(4), state: 'quarantined', receivedAt: new Date(now - 60_000), endpointId: first },
  ])
  await db().event.update({
    where: { organizationId_id: { organizationId: desk.organizationId, id: ids[1]! } },
    data: { source: 'recovered' },
  })
  const log = { organizationId: desk.organizationId, endpointId: first, receivedAt: new Date(), status: 200, size: 9 }
  for (const answer of ['stored', 'duplicate'] as const)
    await db().delivery.create({ data: { ...log, id: newId(), eventId: ids[0]!, acknowledgedMicroseconds: 9, answer } })
  while ((await applyBatch()) > 0);
  while (await indexEvents());
})

/** Which of the stored events are found. */
async function found(filter: Partial<DeliveryFilter>, field: FieldSearch | null = null, at = desk) {
  const { rows } = await listDeliveries(at, { ...deliveryQuery.parse({}), ...filter }, field)
  return rows.map(({ id }) => ids.indexOf(id)).reverse()
}

describe('found by', () => {
  test.each<[string, Partial<DeliveryFilter>, number[]]>([
    ['its type, exactly', { type: ['CONVERSATION_STARTED'] }, [0, 3, 4]],
    ['any of several types', { type: ['CONVERSATION_COMPLETED', 'WORKFLOW_PUBLISHED', 'CONVERSATION'] }, [1, 2]],
    ['a type that no database can hold', { type: ['\u0000'] }, []],
    ['state', { state: 'applied' }, [0, 1, 2]],
    ['source', { source: 'recovered' }, [1]],
    ['copies', { copies: true }, [0]],
    ['being unsigned, which what was recovered is not', { unsigned: true }, [0, 2, 3, 4]],
    ['words of its error, in any case', { error: 'p2034' }, [3]],
    ['an error that no database can hold', { error: '\u0000' }, []],
    ['error and another state', { error: 'P2034', state: 'quarantined' }, []],
    ['endpoint', { endpoint: first }, [0, 4]],
    ['a span that ends now', { within: '24h' }, [2, 3, 4]],
    ['a range of time', { from: at(-31), to: at(-2.5) }, [1, 2]],
    ['a time far from ours', { from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' }, [0, 1, 2, 3, 4]],
    [
      'everything at once',
      { type: ['CONVERSATION_STARTED'], state: 'quarantined', endpoint: first, within: '1h' },
      [4],
    ],
  ])('%s', async (_, filter, expected) => {
    expect(await found(filter)).toEqual(expected)
  })

  function at(hours: number) {
    return new Date(now + hours * HOUR_MS).toISOString()
  }
})

describe('a payload field', () => {
  test.each([
    ['data.externalId', 'ats-1', [1]],
    ['data.externalId', 'ats', []],
    ['data.scorecardTotalValue', '7.50', [1]],
    ['eventId', 'evt_2', [2]],
    ['event', 'CONVERSATION_STARTED', [0, 3, 4]],
    ['data.externalId', '\u0000', []],
  ])('%s = %s finds what has it, applied or not', async (path, value, expected) => {
    expect(await found({}, { path, value })).toEqual(expected)
  })

  test('is one condition among others', async () => {
    const started = { path: 'event', value: 'CONVERSATION_STARTED' }
    expect(await found({ state: 'dead' }, started)).toEqual([3])
    expect(await found({ q: 'conv_4' }, started)).toEqual([4])
  })

  test('is looked for in the bytes themselves: a digest that fits by chance finds nothing', async () => {
    const where = { organizationId_eventId: { organizationId: desk.organizationId, eventId: ids[4]! } }
    const { keys } = await db().eventFields.findUniqueOrThrow({ where })
    const other = await db().eventFields.findFirstOrThrow({ where: { eventId: ids[1]! } })
    await db().eventFields.update({ where, data: { keys: [...keys, ...other.keys] } })
    expect(await found({}, { path: 'data.externalId', value: 'ats-1' })).toEqual([1])
  })

  test('of another organization is not found, and has other digests', async () => {
    const foreign = await createDesk()
    const [theirs] = await storeEvents(foreign.organizationId, [{ body: event(1) }])
    while ((await applyBatch()) > 0);
    expect(await found({}, { path: 'eventId', value: 'evt_2' }, foreign)).toEqual([])
    const [a, b] = await Promise.all(
      [theirs!, ids[1]!].map((id) => db().eventFields.findFirst({ where: { eventId: id } })),
    )
    expect(a!.keys.filter((key) => b!.keys.includes(key))).toEqual([])
  })
})

test('as many are counted as are listed, by filter and by payload field', async () => {
  const received = { tab: 'received' } as const
  const field = { path: 'event', value: 'CONVERSATION_STARTED' }
  expect(await countDeliveries(desk, received)).toEqual({ count: 5, more: false })
  expect(await countDeliveries(desk, { ...received, state: 'dead' }, field)).toEqual({ count: 1, more: false })
  expect(await countDeliveries(desk, received, { ...field, value: 'nobody' })).toEqual({ count: 0, more: false })
})

describe('among many', () => {
  const MANY = 2_200
  const received = { tab: 'received' } as const
  const [rare, missing, common] = ['ats-1001', 'nobody', 'org_1'].map((value) => ({
    path: value === 'org_1' ? 'data.organizationId' : 'data.externalId',
    value,
  }))
  let large: Desk
  let stored: string[]

  beforeAll(async () => {
    large = await createDesk('Large')
    const many = Array.from({ length: MANY }, (_, n) => ({
      body: event(n, 'CONVERSATION_STARTED', { organizationId: 'org_1' }),
      state: 'applied' as const,
    }))
    stored = await storeEvents(large.organizationId, many)
    while (await indexEvents());
    await db().$executeRaw`ANALYZE events, event_work, event_fields`
  }, 60_000)

  test.each([rare, missing])('$value is looked for in the index of the fields, and in nothing else', async (field) => {
    const candidates = candidatesQuery(large.organizationId, searchKeys(large.organizationId, field!), 2_001)
    const first = await transaction(async (tx) => {
      await onlyByBitmap(tx)
      return planOf(tx, candidates)
    })
    expect(first).toContain('event_fields_keys_idx')
    expectHandful(first)
    const page = eventPage(large.organizationId, await conditionsOf({}, field!), { after: null, limit: 51 })
    const second = await planOf(db(), page)
    expect(second).toContain('events_pkey')
    expectHandful(second)
  })

  test('a record is read by its index', async () => {
    const conditions = await conditionsOf({ q: 'conv_1001' }, null)
    const plan = await planOf(db(), eventPage(large.organizationId, conditions, { after: null, limit: 51 }))
    expect(plan).toContain('events_organization_id_record_key_idx')
    expectHandful(plan)
  })

  test('a type that no event has is looked up, not looked for', async () => {
    const page = eventPage(large.organizationId, await conditionsOf({ type: ['NONE'] }, null), {
      after: null,
      limit: 51,
    })
    const plan = await planOf(db(), page)
    expect(plan).toContain('events_organization_id_type_id_idx')
    expectHandful(plan)
  })

  test('rare, missing and common values find exactly their events', async () => {
    const list = async (field: FieldSearch, filter: Partial<DeliveryFilter> = {}) =>
      (await listDeliveries(large, { ...deliveryQuery.parse({}), ...filter }, field)).rows.map(({ id }) => id)
    expect(await list(rare!)).toEqual([stored[1001]])
    expect(await list(missing!)).toEqual([])
    expect(await list(common!)).toEqual(stored.slice(-50).reverse())
    expect(await list(common!, { q: 'conv_7' })).toEqual([stored[7]])
    expect(await countDeliveries(large, received, common)).toEqual({ count: 1_000, more: true })
  })

  const conditionsOf = (filter: Partial<DeliveryFilter>, field: FieldSearch | null) =>
    byCandidates(
      large.organizationId,
      eventConditions(large.organizationId, { ...received, ...filter }, field, new Date()),
    )
})

async function planOf(tx: Tx, { strings, values }: Prisma.Sql): Promise<string> {
  const explained = new Prisma.Sql([`EXPLAIN (ANALYZE, FORMAT JSON) ${strings[0]}`, ...strings.slice(1)], values)
  return JSON.stringify(await tx.$queryRaw<unknown[]>(explained))
}

/** No node has looked at more than a handful of rows and thrown them away. */
function expectHandful(plan: string) {
  const removed = [...plan.matchAll(/"Rows Removed by (?:Join )?Filter":(\d+)/g)].map(([, count]) => Number(count))
  expect(Math.max(0, ...removed)).toBeLessThan(10)
  expect(plan).not.toContain('Seq Scan')
}
