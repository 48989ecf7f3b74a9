import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closeIngestPool } from '@/lib/platform/pg'
import { vouchedOrganizationId } from '@/lib/platform/tenant'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { openIngest } from '@/lib/platform/testing/endpoint'
import { PATIENT } from '@/lib/platform/testing/patience'
import type { NewEvent } from './event-store'
import { keepEvents } from './keep'

useTestDatabase()
beforeAll(openIngest)
afterAll(() => closeIngestPool())

const organizationId = vouchedOrganizationId(newId())
const event = (dedupeKey: string, more: Partial<NewEvent> = {}): NewEvent => ({
  organizationId,
  id: newId(),
  endpointId: newId(),
  receivedAt: new Date(),
  dedupeKey,
  retryWindowSeconds: null,
  recordKey: 'conv_1',
  type: 'CONVERSATION_STARTED',
  secretId: null,
  body: Buffer.from('{}'),
  quarantined: false,
  ...more,
})
const countOf = (keys: string[]) => db().event.count({ where: { dedupeKey: { in: keys } } })

test('one key twice in one batch, and again later, is one event with one id', async () => {
  const [a, b, c] = [event('twice'), event('other'), event('twice')]
  const kept = await keepEvents([a, b, c])
  expect(kept).toEqual([
    { kept: 'stored', eventId: a.id },
    { kept: 'stored', eventId: b.id },
    { kept: 'duplicate', eventId: a.id },
  ])
  expect(await keepEvents([event('twice')])).toEqual([{ kept: 'duplicate', eventId: a.id }])
  expect(await db().eventWork.count({ where: { eventId: { in: [a.id, b.id, c.id] } } })).toBe(2)
})

test('one key in two organizations is two events', async () => {
  const other = event('shared', { organizationId: vouchedOrganizationId(newId()) })
  expect(await keepEvents([event('shared'), other])).toMatchObject([{ kept: 'stored' }, { kept: 'stored' }])
})

test('a poisoned row fails alone, wherever it stands in the batch', async () => {
  await db().$executeRawUnsafe(`CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.type = 'POISON' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$`)
  await db().$executeRawUnsafe('CREATE TRIGGER poison BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION poison()')
  for (const place of [0, 3, 7]) {
    const batch = Array.from({ length: 8 }, (_, n) =>
      event(`poison-${place}-${n}`, n === place ? { type: 'POISON' } : {}),
    )
    const kept = await keepEvents(batch)
    for (const [n, result] of kept.entries()) {
      expect(result).toEqual(n === place ? { kept: 'unavailable' } : { kept: 'stored', eventId: batch[n]!.id })
    }
    expect(await countOf(batch.map((row) => row.dedupeKey))).toBe(7)
  }
  await db().$executeRawUnsafe('DROP TRIGGER poison ON events')
})

test('batches with the same keys in opposite orders do not wait for each other for ever, and store each key once', async () => {
  for (let round = 0; round < 15; round++) {
    const keys = Array.from({ length: 60 }, (_, n) => `order-${round}-${n}`)
    const shuffled = [keys, [...keys].reverse(), [...keys].sort(() => Math.random() - 0.5)]
    const kept = await Promise.all(shuffled.map((order) => keepEvents(order.map((key) => event(key)))))
    const stored = kept.flat().filter((result) => result.kept === 'stored')
    expect(kept.flat().some((result) => result.kept === 'unavailable')).toBe(false)
    expect(stored).toHaveLength(60)
    expect(await countOf(keys)).toBe(60)
  }
})

test('what was committed without our knowing is found to be our own, not a duplicate', async () => {
  const mine = event('unclear')
  await keepEvents([mine])
  expect(await keepEvents([mine])).toEqual([{ kept: 'stored', eventId: mine.id }])
})

test('a connection that ends under a statement costs nobody an event', async () => {
  const kill = db().$queryRaw`SELECT count(pg_terminate_backend(pid))::int FROM pg_stat_activity
    WHERE application_name = 'review-desk-ingest' AND datname = current_database()`
  const batches = Array.from({ length: 30 }, (_, n) => Array.from({ length: 20 }, (_, m) => event(`cut-${n}-${m}`)))
  const [kept] = await Promise.all([Promise.all(batches.slice(0, 3).map((batch) => keepEvents(batch))), kill])
  for (const batch of batches.slice(3)) kept.push(await keepEvents(batch))
  const stored = kept.flat().filter((result) => result.kept === 'stored').length
  expect(await db().event.count({ where: { dedupeKey: { startsWith: 'cut-' } } })).toBe(stored)
  expect(stored).toBe(600)
})

test('a row that another transaction holds back is given up in time, and stored by the sender’s next try', async () => {
  const held = event('held')
  await db().$transaction(async (tx) => {
    await tx.event.create({ data: { ...toRow(held), id: newId() } })
    const started = performance.now()
    expect(await keepEvents([held])).toEqual([{ kept: 'unavailable' }])
    // Not for as long as the other one takes. The second that Popp is promised is measured on real processes.
    expect(performance.now() - started).toBeLessThan(20_000)
  }, PATIENT)
  expect(await keepEvents([held])).toMatchObject([{ kept: 'duplicate' }])
})

const toRow = ({ retryWindowSeconds: _window, quarantined: _quarantined, ...row }: NewEvent) => ({
  ...row,
  body: new Uint8Array(row.body),
})

const minutes = (count: number) => new Date(Date.UTC(2026, 0, 1, 0, count))
const flag = (base: string, at: Date) =>
  event(base, { receivedAt: at, retryWindowSeconds: 900, type: 'CONVERSATION_NEEDS_REVIEW', recordKey: base })

test('identical requests for review: a retry inside the window, a new event after it, each time anew', async () => {
  const base = `digest:${randomBytes(8).toString('hex')}`
  const keep = async (minute: number) => (await keepEvents([flag(base, minutes(minute))]))[0]
  const first = await keep(0)
  expect(first).toMatchObject({ kept: 'stored' })
  expect(await keep(14)).toEqual({ ...first, kept: 'duplicate' })
  expect(await keep(15)).toEqual({ ...first, kept: 'duplicate' })
  const second = await keep(16)
  expect(second).toMatchObject({ kept: 'stored' })
  expect(await keep(17)).toEqual({ ...second, kept: 'duplicate' })
  expect(await keep(31)).toEqual({ ...second, kept: 'duplicate' })
  expect(await keep(60 * 24 * 3)).toMatchObject({ kept: 'stored' })
  expect(await db().event.count({ where: { recordKey: base } })).toBe(3)
})

test('copies of a late second request that race each other are one event', async () => {
  const base = `digest:${randomBytes(8).toString('hex')}`
  await keepEvents([flag(base, minutes(0))])
  const racing = Array.from({ length: 20 }, () => keepEvents([flag(base, minutes(60)), flag(base, minutes(60))]))
  const kept = (await Promise.all(racing)).flat()
  expect(kept.filter((result) => result.kept === 'stored')).toHaveLength(1)
  expect(await db().event.count({ where: { recordKey: base } })).toBe(2)
})
