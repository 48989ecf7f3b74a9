import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { storeEvents } from '@/lib/platform/testing/many-events'
import { applyBatch } from '@/lib/worker/batch'
import { type DeliveryFilter, deliveryQuery } from './delivery-filter'
import { eventConditions } from './event-conditions'
import { eventPage } from './event-page-store'
import type { FieldSearch } from './field-search'
import { indexEvents } from './field-service'
import { listDeliveries } from './service'

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

test('one event among many is read by index, not by looking at the others', async () => {
  const { organizationId } = await createDesk('Large')
  const stored = await storeEvents(
    organizationId,
    Array.from({ length: 2_000 }, (_, n) => ({ body: event(n), state: 'applied' as const })),
  )
  while (await indexEvents());
  await db().$executeRaw`ANALYZE events, event_work, event_fields`
  const field = { path: 'data.externalId', value: 'ats-1001' }
  for (const [filter, by, index] of [
    [{}, field, 'event_fields_keys_idx'],
    [{ q: 'conv_1001' }, null, 'events_organization_id_record_key_idx'],
  ] as const) {
    const conditions = eventConditions(organizationId, { tab: 'received', ...filter }, by, new Date())
    const page = eventPage(organizationId, conditions, { after: null, limit: 51 })
    page.strings[0] = `EXPLAIN (ANALYZE, FORMAT JSON) ${page.strings[0]}`
    const [row] = await db().$queryRaw<{ 'QUERY PLAN': unknown }[]>(page)
    const plan = JSON.stringify(row)
    expect(plan).toContain(index)
    // No node has looked at more than a handful of rows and thrown them away.
    const removed = [...plan.matchAll(/"Rows Removed by (?:Join )?Filter":(\d+)/g)].map(([, count]) => Number(count))
    expect(Math.max(0, ...removed)).toBeLessThan(10)
    expect(plan).not.toContain('Seq Scan')
  }
  const { rows } = await listDeliveries({ organizationId }, deliveryQuery.parse({}), field)
  expect(rows.map(({ id }) => id)).toEqual([stored[1001]])
})
