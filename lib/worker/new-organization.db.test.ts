import { Client } from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { closeDb, db } from '@/lib/platform/db'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint } from '@/lib/platform/testing/endpoint'
import { storeEvents } from '@/lib/platform/testing/many-events'
import { applyBatch } from './batch'

useTestDatabase()

const EVENTS = 3_000
const TYPES = ['CONVERSATION_STARTED', 'CONVERSATION_NEEDS_REVIEW', 'CONVERSATION_COMPLETED']

/** An organization with three events of each of its conversations. */
async function organizationWithEvents(state: 'applied' | 'pending') {
  const { organizationId, endpointId } = await makeEndpoint()
  const bodies = Array.from({ length: EVENTS }, (_, n) =>
    JSON.stringify({ event: TYPES[n % 3], eventId: `event-${n}`, data: { recordId: `conv_${Math.floor(n / 3)}` } }),
  )
  await storeEvents(
    organizationId,
    bodies.map((body) => ({ body, state, endpointId })),
  )
}

async function listener() {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** By table, of all that the connections have read which are closed by then. */
async function rowsRead(client: Client): Promise<number> {
  await Promise.all([closeDb(), closePublisher()])
  const others = 'SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()'
  await vi.waitFor(async () => expect((await client.query(others)).rowCount).toBe(0), { timeout: 15_000, interval: 20 })
  const { rows } = await client.query(
    `SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS n FROM pg_stat_user_tables WHERE relname IN ('events', 'event_work')`,
  )
  return rows[0].n
}

test('a batch reads the events of its own records, also of an organization that came after the last statistics', async () => {
  for (const table of ['events', 'event_work'])
    await db().$executeRawUnsafe(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`)
  await organizationWithEvents('applied')
  await db().$executeRaw`ANALYZE`
  await organizationWithEvents('pending')
  const client = await listener()
  const before = await rowsRead(client)
  const applied = await applyBatch()
  expect(applied).toBe(200)
  expect((await rowsRead(client)) - before).toBeLessThan(applied * 100)
})
