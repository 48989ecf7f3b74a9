/**
 * Proves that one event among 100,000 is found at once, by whatever the deliveries are filtered by, and measures replays.
 *   npx esbuild e2e/bench/deliveries.ts --bundle --platform=node --format=esm --packages=external --outfile=.build/deliveries.js
 *   DATABASE_URL=postgres://… node .build/deliveries.js     (a server on which it may make a database of its own)
 */
import path from 'node:path'
import { Client } from 'pg'
import { closeDb, db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { migrate } from '@/lib/platform/migrate'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { storeEvents } from '@/lib/platform/testing/many-events'
import { cancelReplay, getReplay, startReplay } from '@/lib/replays/service'
import { type DeliveryFilter, deliveryQuery } from '@/lib/webhooks/delivery-filter'
import { eventConditions } from '@/lib/webhooks/event-conditions'
import { eventPage } from '@/lib/webhooks/event-page-store'
import { byCandidates } from '@/lib/webhooks/field-candidates'
import type { FieldSearch } from '@/lib/webhooks/field-search'
import { indexEvents } from '@/lib/webhooks/field-service'
import { countDeliveries, listDeliveries } from '@/lib/webhooks/service'
import { replayNext } from '@/lib/worker/replay-loop'

const EVENTS = Number(process.env.EVENTS ?? 100_000)
const SLICE = 5_000
const RUNS = 7
const PAGE = 51
const TYPES = ['CONVERSATION_STARTED', 'CONVERSATION_QUEUED', 'CONVERSATION_COMPLETED', 'CONVERSATION_NEEDS_REVIEW']
const [busyEndpoint, quietEndpoint] = [newId(), newId()]

/** About 1.8 KB, as Popp's COMPLETED is; three events a conversation; one in 20,000 of a rare type. */
const bodyOf = (n: number) =>
  JSON.stringify({
    event: n % 20_000 === 7 ? 'WORKFLOW_PUBLISHED' : TYPES[n % 4],
    eventId: `evt_${n}`,
    eventTimestamp: new Date(1_790_000_000_000 + n * 1_000).toISOString(),
    data: {
      ...{ recordId: `conv_${Math.floor(n / 3)}`, organizationId: 'org_bench', externalId: `ats-${Math.floor(n / 3)}` },
      ...{ candidateId: `cand_${n % 977}`, externalCampaignId: `Campaign ${n % 20}`, scorecardTotalValue: n % 11 },
      screeningQuestionsOutcome: Array.from({ length: 4 }, (_, q) => ({
        ...{ questionOutcome: (n + q) % 4 ? 'PASSED' : 'FAILED', screeningQuestion: `Question ${q} of ${n % 20}` },
        responseSummary: `She says that ${'she can work nights and weekends. '.repeat(8)}${n}`,
      })),
    },
  })

async function fill(desk: Desk) {
  for (let at = 0; at < EVENTS; at += SLICE)
    await storeEvents(
      desk.organizationId,
      Array.from({ length: SLICE }, (_, i) => {
        const n = at + i
        const state = n % 9_973 === 5 ? ('dead' as const) : ('applied' as const)
        return {
          ...{ body: bodyOf(n), state, error: state === 'dead' ? 'Error · P2034 · 40001' : undefined },
          ...{ endpointId: n % 30_011 === 11 ? quietEndpoint : busyEndpoint, receivedAt: timeOf(n) },
        }
      }),
    )
  // What Popp repeated: one event in a thousand.
  await db().$executeRaw`
    INSERT INTO deliveries (organization_id, id, endpoint_id, event_id, received_at, acknowledged_microseconds, answer, status, size)
    SELECT organization_id, gen_random_uuid(), endpoint_id, id, received_at, 900, a.answer::delivery_answer, 200, 1800
    FROM (SELECT *, row_number() OVER () AS n FROM events) e
    CROSS JOIN LATERAL (SELECT unnest(CASE WHEN e.n % 1000 = 0 THEN ARRAY['stored','duplicate'] ELSE ARRAY['stored'] END) AS answer) a`
  await db().$executeRaw`UPDATE events SET source = 'recovered' WHERE id IN (SELECT id FROM events ORDER BY id LIMIT 3)`
  while (await indexEvents());
}

const timeOf = (n: number) => new Date(1_790_000_000_000 + n * 1_000)

const questions: [string, Partial<DeliveryFilter>, FieldSearch | null][] = [
  ['newest', {}, null],
  ['record id', { q: 'conv_12345' }, null],
  ['payload field, one event', {}, { path: 'eventId', value: 'evt_50000' }],
  ['payload field, three events', {}, { path: 'data.externalId', value: 'ats-1001' }],
  ['payload field, one in 1,000', {}, { path: 'data.candidateId', value: 'cand_5' }],
  ['payload field, one in 20', {}, { path: 'data.externalCampaignId', value: 'Campaign 7' }],
  ['payload field, all', {}, { path: 'data.organizationId', value: 'org_bench' }],
  ['payload field, nothing found', {}, { path: 'data.externalId', value: 'nobody' }],
  [
    'payload field, one in 1,000, of a type in a range',
    { type: ['CONVERSATION_STARTED'], from: timeOf(20_000).toISOString() },
    { path: 'data.candidateId', value: 'cand_5' },
  ],
  ['payload field of all, dead', { state: 'dead' }, { path: 'data.organizationId', value: 'org_bench' }],
  ['type, one in 4', { type: ['CONVERSATION_COMPLETED'] }, null],
  ['type, five events', { type: ['WORKFLOW_PUBLISHED'] }, null],
  ['type, none', { type: ['NOTHING'] }, null],
  ['beginning of a type, none', { q: 'NOTHING' }, null],
  ['state dead', { state: 'dead' }, null],
  ['state pending, none', { state: 'pending' }, null],
  ['error', { error: '40001' }, null],
  ['source recovered, the three oldest', { source: 'recovered' }, null],
  ['copies', { copies: true }, null],
  ['copies of a rare type', { copies: true, type: ['WORKFLOW_PUBLISHED'] }, null],
  ['unsigned', { unsigned: true }, null],
  ['endpoint, three events', { endpoint: quietEndpoint }, null],
  ['a minute in the middle', { from: timeOf(50_000).toISOString(), to: timeOf(50_060).toISOString() }, null],
  ['a minute before all', { to: timeOf(-60).toISOString() }, null],
  ['a rare type in a range', { type: ['WORKFLOW_PUBLISHED'], from: timeOf(50_000).toISOString() }, null],
]

interface Plan {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  Plans?: Plan[]
}

const nodes = (plan: Plan): string[] => [
  ...(/Scan/.test(plan['Node Type'])
    ? [`${plan['Node Type']} ${plan['Index Name'] ?? plan['Relation Name'] ?? ''}`.trim()]
    : []),
  ...(plan.Plans ?? []).flatMap(nodes),
]

async function explain(client: Client, desk: Desk, filter: Partial<DeliveryFilter>, field: FieldSearch | null) {
  const wanted = eventConditions(desk.organizationId, { tab: 'received', ...filter }, field, new Date())
  const conditions = await byCandidates(desk.organizationId, wanted)
  const { text, values } = eventPage(desk.organizationId, conditions, { after: null, limit: PAGE })
  const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values)
  return [...new Set(nodes(rows[0]['QUERY PLAN'][0].Plan))]
}

const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!

/** What the screen waits for, without HTTP: the statement, the rows and the look into their bytes. */
async function time(desk: Desk, filter: Partial<DeliveryFilter>, field: FieldSearch | null) {
  const times: number[] = []
  let found = 0
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    found = (await listDeliveries(desk, { ...deliveryQuery.parse({}), ...filter }, field)).rows.length
    times.push(performance.now() - start)
  }
  const start = performance.now()
  const { count, more } = await countDeliveries(desk, { tab: 'received', ...filter }, field)
  const counted = `${count}${more ? '+' : ''} counted in ${(performance.now() - start).toFixed(1)} ms`
  return { found, counted, ms: median(times), worst: Math.max(...times) }
}

async function replays(desk: Desk) {
  const admin = await desk.member('admin')
  const never = new AbortController().signal
  for (const dryRun of [true, false]) {
    const ordered = await startReplay(admin, {
      dryRun,
      selection: { filter: { tab: 'received' }, field: null },
      cap: 5_000,
    })
    const start = performance.now()
    await replayNext(never)
    const seconds = (performance.now() - start) / 1_000
    const { run } = (await getReplay(admin, ordered.ok ? ordered.run.id : ''))!
    const { state, matched, applied, skipped, failed, changed, unchanged } = run
    console.log(`\n${dryRun ? 'dry run' : 'replay'} of 5,000: ${seconds.toFixed(1)} s`)
    console.log(' ', JSON.stringify({ state, matched, applied, skipped, failed, changed, unchanged }))
  }
  const ordered = await startReplay(admin, {
    dryRun: false,
    selection: { filter: { tab: 'received' }, field: null },
    cap: 10_000,
  })
  const working = replayNext(never)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const asked = performance.now()
  await cancelReplay(admin, ordered.ok ? ordered.run.id : '')
  await working
  console.log(`\ncancelled after ${(performance.now() - asked).toFixed(0)} ms`)
}

const serverUrl = process.env.DATABASE_URL
if (!serverUrl) throw new Error('set DATABASE_URL to a server on which a database may be made')
const name = `deliveries_${newId().slice(-12)}`
const admin = new Client({ connectionString: serverUrl })
await admin.connect()
await admin.query(`CREATE DATABASE ${name}`)
const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
Object.assign(process.env, {
  DATABASE_URL: url,
  APP_SECRET: 'a secret of the bench, 0123456789-abcdef',
  LOG_LEVEL: 'error',
})
const client = new Client({ connectionString: url })
try {
  await migrate(url, path.resolve('prisma/migrations'))
  await client.connect()
  const desk = await createDesk('Large')
  await fill(desk)
  await client.query('VACUUM ANALYZE')
  for (const [question, filter, field] of questions) {
    const used = await explain(client, desk, filter, field)
    const { found, counted, ms, worst } = await time(desk, filter, field)
    console.log(
      `\n${question}: ${ms.toFixed(1)} ms (worst of ${RUNS}: ${worst.toFixed(1)}), ${found} found, ${counted}`,
    )
    for (const node of used) console.log(`  ${node}`)
  }
  await replays(desk)
} finally {
  await client.end()
  await closeDb()
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.end()
}
