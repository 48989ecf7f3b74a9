import { Client, escapeLiteral } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import type { Prisma } from '@/prisma/generated/client'
import { hasDiedStatement, leaseCalls, leaseStatement } from './lease-store'
import { outwardKinds } from './schema'

useTestDatabase()

/** So many due calls of each kind, the oldest first in the order of `outwardKinds`, each of a conversation of its own. */
const dueCalls = (organizationId: string, perKind: number) =>
  db().$executeRaw`
    INSERT INTO outward_calls (organization_id, id, dedupe_key, record_key, kind, created_at, due_at)
    SELECT ${organizationId}::uuid, gen_random_uuid(), 'call ' || n, 'conv_' || n, kinds.list[1 + n % cardinality(kinds.list)], at, at
    FROM (SELECT ${[...outwardKinds]}::text[] AS list) kinds, generate_series(0, ${perKind}::int * cardinality(kinds.list) - 1) n,
      LATERAL (SELECT now() - interval '1 hour' + n * interval '1 ms' AS at) due`

interface Plan {
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Relation Name'?: string
  Plans?: Plan[]
}

const rowsRead = (plan: Plan): number =>
  (plan['Relation Name'] ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'] : 0) +
  (plan.Plans ?? []).reduce((sum, part) => sum + rowsRead(part), 0)

/** By a connection of its own, and undone. `mode` = how PostgreSQL plans what it has prepared. */
async function rowsReadBy({ text, values }: Pick<Prisma.Sql, 'text' | 'values'>, mode: string) {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query(`SET plan_cache_mode = ${mode}`)
  await client.query(`PREPARE asked AS ${text}`)
  const literals = values.map((value) => escapeLiteral(Array.isArray(value) ? '{}' : String(value)))
  await client.query('BEGIN')
  const { rows } = await client.query(
    `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE asked ${literals.length > 0 ? `(${literals})` : ''}`,
  )
  await client.query('ROLLBACK')
  return rowsRead(rows[0]['QUERY PLAN'][0].Plan)
}

test('a round reads a few calls of each lane, however many are due, whether statistics know of them or not', async () => {
  for (const name of ['One', 'Two']) await dueCalls((await createDesk(name)).organizationId, 2_000)
  for (const known of [false, true]) {
    if (known) await db().$executeRaw`ANALYZE outward_calls`
    for (const mode of ['force_custom_plan', 'force_generic_plan']) {
      expect(await rowsReadBy(leaseStatement(32, []), mode)).toBeLessThan(500)
      expect(await rowsReadBy(hasDiedStatement, mode)).toBeLessThan(10)
    }
  }
})

test('of what members want in Popp the oldest come first, whatever their kind, and no lane takes more than its room', async () => {
  await db().outwardCall.deleteMany()
  const { organizationId } = await createDesk()
  await dueCalls(organizationId, 5)
  const rooms = [
    { organizationId, lane: 'popp', slots: 2 },
    { organizationId, lane: 'fetch-details', slots: 0 },
  ]
  const leased = async () => (await leaseCalls(100, rooms)).map(({ kind, recordKey }) => `${kind} ${recordKey}`).sort()
  const of = (kind: (typeof outwardKinds)[number], ...nth: number[]) =>
    nth.map((n) => `${kind} conv_${n * outwardKinds.length + outwardKinds.indexOf(kind)}`)
  const alerts = (...nth: number[]) => [...of('alert-mail', ...nth), ...of('alert-chat', ...nth)]
  expect(await leased()).toEqual([...of('take-over', 0), ...of('reply', 0), ...alerts(0, 1, 2, 3)].sort())
  expect(await leased()).toEqual([...of('hand-back', 0), ...of('take-over', 1), ...alerts(4)].sort())
})
