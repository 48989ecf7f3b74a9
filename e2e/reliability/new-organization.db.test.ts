import { beforeAll, expect, test } from 'vitest'
import { applyingSeconds } from '@/lib/issues/watch-lag-store'
import { db, type Tx, transaction } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { storeEvents } from '@/lib/platform/testing/many-events'
import { eventPage } from '@/lib/webhooks/event-page-store'
import { readRecordEvents } from '@/lib/webhooks/work-store'

/**
 * Statistics are made when a tenth of a table has changed. Until then PostgreSQL takes an organization that came after
 * for one of a single row, and what is nothing for one row is the square of many: 6 s for 5,000 events.
 */
useTestDatabase()
const [KNOWN, NEW] = [5_000, 400]

let desk: Desk
beforeAll(async () => {
  const known = await createDesk()
  await storeEvents(known.organizationId, many(KNOWN))
  await db().$executeRaw`ANALYZE`
  desk = await createDesk()
  await storeEvents(desk.organizationId, many(NEW))
})

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    body: JSON.stringify({ event: 'CONVERSATION_STARTED', eventId: `evt_${n}`, data: { recordId: `conv_${n}` } }),
    state: 'applied' as const,
  }))

const NO_ID = '00000000-0000-0000-0000-000000000000'
const keys = Array.from({ length: 20 }, (_, n) => `conv_${n}`)
const lately = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) }

test.each<[string, number, (tx: Tx) => Promise<unknown>]>([
  ['the pace of applying', 2 * NEW, (tx) => applyingSeconds(desk.organizationId, lately, tx)],
  [
    'the events of some records',
    NEW + keys.length,
    (tx) => readRecordEvents(desk.organizationId, tx, keys, NO_ID, 500),
  ],
  ['all events', NEW, (tx) => tx.$queryRaw(eventPage(desk.organizationId, {}, { after: null, limit: 10_000 }))],
])(
  'of a new organization beside a large one, %s is found without reading rows again and again',
  async (_, rows, read) => {
    expect(await rowsRead(read)).toBeLessThanOrEqual(rows)
  },
)

/** How many rows of events and their work PostgreSQL looks at for it. */
const rowsRead = (work: (tx: Tx) => Promise<unknown>) =>
  transaction(async (tx) => {
    const before = await rowsReadSoFar(tx)
    await work(tx)
    return (await rowsReadSoFar(tx)) - before
  })

async function rowsReadSoFar(tx: Tx): Promise<number> {
  const [found] = await tx.$queryRaw<{ rows: number }[]>`
    SELECT sum(idx_tup_fetch + seq_tup_read)::int AS rows FROM pg_stat_xact_user_tables
    WHERE relname IN ('events', 'event_work')`
  return found!.rows
}
