import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { closeIngestPool } from '@/lib/platform/pg'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { PATIENT } from '@/lib/platform/testing/patience'
import { DeliveryLog } from './delivery-log'
import { type DeliveryEntry, insertDeliveries } from './delivery-log-store'

useTestDatabase()
let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await makeEndpoint()
})
afterAll(async () => {
  await closeIngestPool()
  await closePublisher()
})

const entry = (more: Partial<DeliveryEntry> = {}): DeliveryEntry => ({
  organizationId: endpoint.organizationId,
  id: newId(),
  endpointId: endpoint.endpointId,
  eventId: newId(),
  receivedAt: new Date('2026-02-03T04:05:06.789Z'),
  acknowledgedMicroseconds: 1234,
  answer: 'stored',
  status: 200,
  cause: null,
  size: 3,
  body: null,
  others: 0,
  ...more,
})
const rejected = (more: Partial<DeliveryEntry> = {}) =>
  entry({ eventId: null, answer: 'rejected', status: 401, cause: 'wrong-signature', ...more })
const rowsOf = (answer: DeliveryEntry['answer']) =>
  db().delivery.findMany({ where: { endpointId: endpoint.endpointId, answer }, orderBy: { id: 'asc' } })

test('what was added is written by itself, a moment later, field by field', async () => {
  const log = new DeliveryLog()
  const entries = [entry(), entry({ answer: 'duplicate' }), rejected({ body: Buffer.from([0, 255]) })]
  for (const one of entries) log.add(one)
  await expect.poll(() => db().delivery.count()).toBe(3)
  for (const one of entries) {
    const row = await db().delivery.findFirstOrThrow({ where: { id: one.id } })
    expect({ ...row, body: row.body && [...row.body] }).toEqual({
      ...{ ...one, body: one.body && [...one.body] },
      counted: false,
    })
  }
})

test('closing writes what still waits', async () => {
  const log = new DeliveryLog()
  const last = entry()
  log.add(last)
  await log.close()
  expect(await db().delivery.count({ where: { id: last.id } })).toBe(1)
})

test('a rejected body is cut at 4 KiB; of a flood 20 a second have a row, and the last of them the number of the others', async () => {
  const log = new DeliveryLog()
  const before = (await rowsOf('rejected')).length
  // All of one second.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(5_000)
  for (let n = 0; n < 200; n++) log.add(rejected({ body: Buffer.alloc(100_000, 'x'), size: 100_000 }))
  clock.mockRestore()
  await log.close()
  const rows = (await rowsOf('rejected')).slice(before)
  expect(rows).toHaveLength(20)
  expect(rows.every((row) => row.body?.length === 4_096 && row.size === 100_000)).toBe(true)
  expect(rows.reduce((sum, { others }) => sum + 1 + others, 0)).toBe(200)
})

test('a captured delivery that is sent for ever fills nothing: its first 100 copies have rows, and all are counted', async () => {
  const log = new DeliveryLog()
  const [eventId, other] = [newId(), newId()]
  log.add(entry({ eventId }))
  log.add(entry({ eventId: other, answer: 'duplicate' }))
  for (let n = 0; n < 90; n++) log.add(entry({ eventId, answer: 'duplicate' }))
  await log.close()
  // As they come over many seconds, each with a row at first.
  await insertDeliveries(Array.from({ length: 150 }, () => entry({ eventId, answer: 'duplicate' })))
  const [first] = await db().delivery.findMany({ where: { eventId, answer: 'duplicate' }, orderBy: { id: 'asc' } })
  for (let n = 0; n < 2; n++) {
    log.add(entry({ eventId, answer: 'duplicate' }))
    await log.close()
  }
  const copies = await db().delivery.findMany({ where: { eventId, answer: 'duplicate' }, orderBy: { id: 'asc' } })
  expect([copies.length, copies[0]!.id]).toEqual([100, first!.id])
  expect(copies.reduce((sum, { others }) => sum + 1 + others, 0)).toBe(242)
  expect(await db().delivery.count({ where: { eventId, answer: 'stored' } })).toBe(1)
  expect(await db().delivery.count({ where: { eventId: other } })).toBe(1)
})

test('of an endpoint’s rejected requests the newest 1,000 are kept; what was accepted stays', async () => {
  const accepted = await db().delivery.count({ where: { NOT: { answer: 'rejected' } } })
  await insertDeliveries(Array.from({ length: 1_200 }, () => rejected()))
  const log = new DeliveryLog()
  const newest = rejected({ id: newId(Date.now() + 1_000) })
  log.add(newest)
  await log.close()
  const rows = await rowsOf('rejected')
  expect([rows.length, rows.at(-1)?.id]).toEqual([1_000, newest.id])
  expect(await db().delivery.count({ where: { NOT: { answer: 'rejected' } } })).toBe(accepted)
})

test('while the database does not work entries wait, and are written later', async () => {
  const log = new DeliveryLog()
  const waiting = entry()
  await db().$transaction(async (tx) => {
    await tx.$executeRawUnsafe('LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE')
    log.add(waiting)
    await log.flush()
  }, PATIENT)
  expect(await db().delivery.count({ where: { id: waiting.id } })).toBe(0)
  await log.close()
  expect(await db().delivery.count({ where: { id: waiting.id } })).toBe(1)
})
