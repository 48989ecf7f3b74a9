/**
 * What the Health page costs an organization with 1,000,000 events over 30 days, and with all of them on the last day.
 *   npx esbuild e2e/bench/health.ts --bundle --platform=node --format=esm --packages=external --outfile=.build/health.js
 *   DATABASE_URL=postgres://… node .build/health.js     (a server on which it may make a database of its own)
 */
import path from 'node:path'
import { Client } from 'pg'
import { deliveryBucketStatement } from '@/lib/health/bucket-store'
import { metricsText } from '@/lib/health/metrics-service'
import { getHealthSummary } from '@/lib/health/service'
import { closeDb } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { migrate } from '@/lib/platform/migrate'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { vouchedOrganizationId } from '@/lib/platform/tenant'
import { ORGANIZATION } from './explain-data'

const EVENTS = 1_000_000
const DAY_SECONDS = 86_400
const organizationId = vouchedOrganizationId(ORGANIZATION)

const idAt = (milliseconds: string) =>
  `(lpad(to_hex((${milliseconds})::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid`

/** Events evenly over so many days, each with its delivery; one in 50 was refused, one in 10,000 still waits. */
async function fill(client: Client, days: number) {
  await client.query('TRUNCATE deliveries, event_work')
  const at = `extract(epoch FROM now()) * 1000 - n::bigint * ${(days * DAY_SECONDS * 1000) / EVENTS}`
  await client.query(`
    INSERT INTO deliveries (organization_id, id, endpoint_id, event_id, received_at, acknowledged_microseconds, answer, status, cause, size)
    SELECT '${ORGANIZATION}', id, '${newId()}', id, now(), 1000 + n % 20000, CASE WHEN n % 50 = 0 THEN 'rejected' ELSE 'stored' END::delivery_answer,
      200, CASE WHEN n % 50 = 0 THEN 'wrong-signature' END, 1800 FROM (SELECT n, ${idAt(at)} AS id FROM generate_series(1, ${EVENTS}) n) s`)
  await client.query(`
    INSERT INTO event_work (organization_id, event_id, state, attempts, applied_at, indexed_at)
    SELECT organization_id, event_id, CASE WHEN ('x' || right(event_id::text, 4))::bit(16)::int % 10000 = 0 THEN 'pending' ELSE 'applied' END::work_state, 1, now(), now() FROM deliveries`)
  await client.query('VACUUM ANALYZE')
}

async function timed(work: () => Promise<unknown>): Promise<string> {
  const began = performance.now()
  await work()
  return `${Math.round(performance.now() - began)} ms`
}

const serverUrl = process.env.DATABASE_URL
if (!serverUrl) throw new Error('set DATABASE_URL to a server on which a database may be made')
const name = `health_${newId().slice(-12)}`
const admin = new Client({ connectionString: serverUrl })
await admin.connect()
await admin.query(`CREATE DATABASE ${name}`)
const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
Object.assign(process.env, {
  DATABASE_URL: url,
  APP_SECRET: process.env.APP_SECRET ?? 'bench-secret-0123456789-abcdefghijklm',
})
const client = new Client({ connectionString: url })
try {
  await migrate(url, path.resolve('prisma/migrations'))
  await client.connect()
  for (const days of [30, 1]) {
    await fill(client, days)
    await getHealthSummary({ organizationId })
    forgetPerProcess('settled-hours')
    console.log(`\n${EVENTS.toLocaleString('en')} events in ${days} days`)
    console.log('  summary, first look:', await timed(() => getHealthSummary({ organizationId })))
    console.log('  summary, every ten seconds:', await timed(() => getHealthSummary({ organizationId })))
    console.log('  scrape:', await timed(metricsText))
    const to = new Date()
    const day = { from: new Date(to.getTime() - DAY_SECONDS * 1000), to, stepSeconds: 3_600 }
    const { text, values } = deliveryBucketStatement(organizationId, day)
    const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS OFF) ${text}`, values)
    for (const row of rows) console.log(`    ${row['QUERY PLAN']}`)
  }
} finally {
  await closeDb()
  await client.end()
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.end()
}
