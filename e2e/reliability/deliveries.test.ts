import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { SEARCH_HEADER } from '@/lib/platform/http/search-header'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { storeEvents } from '@/lib/platform/testing/many-events'
import type { ReplayDetail, ReplayRun } from '@/lib/replays/schema'
import { fieldSearchText } from '@/lib/webhooks/field-search'
import type { DeliveryPage } from '@/lib/webhooks/schema'
import { deliverUntilKept, eventBody } from './deliver'
import { allApplied, useWebAndWorker } from './web-and-worker'

const IS_LONG = process.env.RELIABILITY === 'long'
const EVENTS = IS_LONG ? 100_000 : 2_000
const REPLAYED = IS_LONG ? 5_000 : 1_500
const SOUGHT = IS_LONG ? 20 : 3
const [FOUND_MS, CANCELLED_MS] = [300, 2_000]
const CONNECTIONS = 64

useTestDatabase()
const product = useWebAndWorker()

test(`of ${EVENTS} deliveries one is found by its record id, and by a field of its payload`, async () => {
  const desk = await createDesk()
  const endpoint = await makeEndpoint({}, desk)
  await deliverMany(endpoint)
  const admin = await product.as(await desk.member('admin'))
  /** The only event that is found, and how long that took. */
  const find = async (query: string, field: string | null) => {
    const began = performance.now()
    const header = field === null ? undefined : { [SEARCH_HEADER]: encodeURIComponent(field) }
    const { rows } = await admin<DeliveryPage>('GET', `/api/deliveries?${query}`, undefined, header)
    return { ms: performance.now() - began, records: rows.map((row) => row.kind === 'event' && row.recordKey) }
  }
  await find('', null)
  const slowest = { record: 0, field: 0, nothing: 0 }
  for (let n = 0; n < SOUGHT; n++) {
    const id = `evt_${Math.floor(((n + 0.5) / SOUGHT) * EVENTS)}`
    const byRecord = await find(`q=conv_${id}`, null)
    const byField = await find('', fieldSearchText({ path: 'data.externalId', value: `ats-${id}` }))
    const nothing = await find('', fieldSearchText({ path: 'data.externalId', value: `nobody-${id}` }))
    expect([byRecord.records, byField.records, nothing.records]).toEqual([[`conv_${id}`], [`conv_${id}`], []])
    slowest.record = Math.max(slowest.record, byRecord.ms)
    slowest.field = Math.max(slowest.field, byField.ms)
    slowest.nothing = Math.max(slowest.nothing, nothing.ms)
  }
  const [record, field, none] = [slowest.record, slowest.field, slowest.nothing].map(Math.round)
  process.stdout.write(
    `measured: of ${EVENTS}, the slowest of ${SOUGHT} by record id ${record} ms, by payload field ${field} ms, by a value that nothing has ${none} ms\n`,
  )
  if (IS_LONG) expect(Math.max(slowest.record, slowest.field, slowest.nothing)).toBeLessThan(FOUND_MS)
}, 600_000)

/** Delivers, and waits until the worker has applied them all. */
async function deliverMany(endpoint: TestEndpoint) {
  const numbers = Array.from({ length: EVENTS }, (_, n) => n).values()
  const lane = async () => {
    for (const n of numbers) {
      const body = eventBody(endpoint, `evt_${n}`, { externalId: `ats-evt_${n}` })
      expect((await deliverUntilKept(product.web.url, endpoint, { body })).status).toBe(200)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, lane))
  await allApplied(endpoint, 300_000)
  // The database does so by itself, within a minute.
  await db().$executeRaw`ANALYZE`
}

test(`a replay of ${REPLAYED} reports sums that add up; another is cancelled, and stops${IS_LONG ? ' within 2 s' : ''}`, async () => {
  const desk = await createDesk()
  const { organizationId } = desk
  const conversations = (REPLAYED * 4) / 5
  await storeEvents(
    organizationId,
    Array.from({ length: REPLAYED }, (_, n) => ({ body: started(n, conversations), state: 'dead' as const })),
  )
  const admin = await product.as(await desk.member('admin'))
  const order = async () =>
    (await admin<ReplayRun>('POST', '/api/replays', { dryRun: false, selection: { filter: { tab: 'received' } } })).id
  const read = async (id: string) => (await admin<ReplayDetail>('GET', `/api/replays/${id}`)).run

  if (!IS_LONG) await dawdleInReplays()
  const cancelled = await order()
  const whole = await order()
  await expect.poll(async () => (await read(cancelled)).applied, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0)
  const asked = performance.now()
  await admin('DELETE', `/api/replays/${cancelled}`)
  await expect.poll(async () => (await read(cancelled)).state, { timeout: 20_000, interval: 10 }).toBe('cancelled')
  if (!IS_LONG) await db().$executeRaw`DROP FUNCTION dawdle CASCADE`
  const cancelledMs = Math.round(performance.now() - asked)
  const part = await read(cancelled)
  expect(part).toMatchObject({ matched: REPLAYED, skipped: 0, failed: 0 })
  expect(part.applied).toBeLessThan(REPLAYED)
  if (IS_LONG) expect(cancelledMs).toBeLessThan(CANCELLED_MS)

  await expect.poll(async () => (await read(whole)).state, { timeout: 120_000, interval: 100 }).toBe('done')
  const run = await read(whole)
  expect(run).toMatchObject({ matched: REPLAYED, applied: REPLAYED, skipped: 0, failed: 0 })
  expect(run.changed + run.unchanged).toBe(conversations)
  expect(await db().eventWork.count({ where: { organizationId, state: 'applied' } })).toBe(REPLAYED)
  expect(await db().conversation.count({ where: { organizationId } })).toBe(conversations)
  const seconds = (Date.parse(run.finishedAt!) - Date.parse(part.finishedAt!)) / 1_000
  process.stdout.write(
    `measured: ${run.applied} of ${run.matched} applied in ${seconds.toFixed(1)} s: ${run.changed} conversations changed, ${run.unchanged} not; cancelled ${cancelledMs} ms after it was asked, at ${part.applied}\n`,
  )
}, 180_000)

/** So few are over before a busy machine has asked for the end. */
async function dawdleInReplays() {
  await db().$executeRaw`
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.5); RETURN NEW; END $$`
  await db().$executeRaw`
    CREATE TRIGGER dawdle BEFORE UPDATE OF cursor ON replay_runs FOR EACH ROW EXECUTE FUNCTION dawdle()`
}

const started = (n: number, conversations: number) =>
  JSON.stringify({
    event: 'CONVERSATION_STARTED',
    eventId: `evt_${n}`,
    eventTimestamp: new Date(Date.UTC(2026, 0, 5, 9, 0, n)).toISOString(),
    data: { recordId: `conv_${n % conversations}`, conversationStatus: 'ONGOING' },
  })
