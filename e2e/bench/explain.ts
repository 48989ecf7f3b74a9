/**
 * Proves the index behind each list on 200,000 conversations: the plan and the time with it and without it.
 *   npx esbuild e2e/bench/explain.ts --bundle --platform=node --format=esm --packages=external --outfile=.build/explain.js
 *   DATABASE_URL=postgres://… node .build/explain.js     (a server on which it may make a database of its own)
 */
import path from 'node:path'
import { Client } from 'pg'
import { searchPatterns } from '@/lib/conversations/search'
import { type ListConditions, listStatement } from '@/lib/conversations/store'
import { newId } from '@/lib/platform/ids'
import { migrate } from '@/lib/platform/migrate'
import { preparedName } from '@/lib/platform/prepared'
import { vouchedOrganizationId } from '@/lib/platform/tenant'
import { facetStatement } from '@/lib/reviews/facet-store'
import type { InboxFilter } from '@/lib/reviews/filter'
import { inboxStatement, selectionStatement } from '@/lib/reviews/inbox-store'
import { firstInTurn } from '@/lib/reviews/queue-store'
import type { InboxTab } from '@/lib/reviews/schema'
import type { Prisma } from '@/prisma/generated/client'
import { CONVERSATIONS, fill, MEMBER, ORGANIZATION } from './explain-data'

const RUNS = 5
const organizationId = vouchedOrganizationId(ORGANIZATION)
const actor = { organizationId, memberId: MEMBER, role: 'recruiter' } as const
const list = (conditions: Partial<ListConditions>) =>
  listStatement(organizationId, { patterns: [], after: null, limit: 51, ...conditions })

const search = (text: string) => list({ patterns: searchPatterns(text) })

const inbox = (tab: InboxTab, filter: InboxFilter = {}) => inboxStatement(actor, { tab, filter }, null, 101)
const openIndex = 'review_items_open_idx'

const deep = new Date(Date.now() - CONVERSATIONS * 15_000).toISOString().replace('Z', '000Z')
const middle = { keys: [new Date(Date.now() - 432_000_000 / 2).toISOString().replace('Z', '000Z'), deep], id: newId() }
const questions: { name: string; statement: Prisma.Sql; index: string | null }[] = [
  { name: 'conversations, newest', statement: list({}), index: 'conversations_newest_idx' },
  {
    name: 'conversations, a page in the middle',
    statement: list({ after: [deep, 'x'] }),
    index: 'conversations_newest_idx',
  },
  { name: 'search, a rare word', statement: search('ats-123456'), index: 'conversations_search_idx' },
  { name: 'search, name', statement: search('a1b2'), index: 'conversations_search_idx' },
  { name: 'search, two words', statement: search('a1b2 c3'), index: 'conversations_search_idx' },
  { name: 'search, nothing found', statement: search('zzzzqq'), index: 'conversations_search_idx' },
  { name: 'search, two letters', statement: search('ab'), index: null },
  { name: 'search, two letters, nothing found', statement: search('zq'), index: null },
  { name: 'filter, common outcome', statement: list({ outcome: 'passed' }), index: 'conversations_newest_idx' },
  { name: 'filter, rare outcome (1 in 2000)', statement: list({ outcome: 'opted-out' }), index: null },
  { name: 'filter, held', statement: list({ review: 'held' }), index: 'review_items_open_idx' },
  { name: 'filter, open', statement: list({ review: 'open' }), index: 'review_items_open_idx' },
  { name: 'filter, resolved', statement: list({ review: 'resolved' }), index: null },
  { name: 'inbox, open', statement: inbox('open'), index: openIndex },
  {
    name: 'inbox, open, a page in the middle',
    statement: inboxStatement(actor, { tab: 'open', filter: {} }, middle, 101),
    index: openIndex,
  },
  { name: 'inbox, open, newest', statement: inbox('open', { sort: 'newest' }), index: openIndex },
  { name: 'inbox, open, by score', statement: inbox('open', { sort: 'score' }), index: openIndex },
  { name: 'inbox, a campaign (1 in 20)', statement: inbox('open', { campaign: ['Campaign 7'] }), index: openIndex },
  { name: 'inbox, a word of the reason', statement: inbox('open', { reason: 'visa' }), index: openIndex },
  {
    name: 'inbox, a failed question',
    statement: inbox('open', { failed: 'Question 2 of campaign 1' }),
    index: openIndex,
  },
  { name: 'inbox, overdue', statement: inbox('open', { due: 'overdue' }), index: openIndex },
  { name: 'inbox, mine', statement: inbox('mine'), index: null },
  { name: 'inbox, snoozed', statement: inbox('snoozed'), index: openIndex },
  { name: 'inbox, resolved', statement: inbox('resolved'), index: 'review_items_resolved_idx' },
  {
    name: 'inbox, resolved, a campaign',
    statement: inbox('resolved', { campaign: ['Campaign 7'] }),
    index: 'review_items_resolved_idx',
  },
  { name: 'inbox, resolved, nothing found', statement: inbox('resolved', { campaign: ['Nowhere'] }), index: null },
  {
    name: 'selection of all open',
    statement: selectionStatement(actor, { tab: 'open', filter: {} }, 10_001),
    index: null,
  },
  { name: 'facets, open', statement: facetStatement(actor, 'open'), index: openIndex },
  { name: 'facets, resolved', statement: facetStatement(actor, 'resolved'), index: null },
  { name: 'claim next, the choice', statement: firstInTurn(actor, false), index: openIndex },
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

/** Median of several runs, each undone. `without`: an index that is not there meanwhile. */
async function explain(client: Client, { text, values }: Prisma.Sql, without: string | null) {
  const times: number[] = []
  let used: string[] = []
  for (let run = 0; run < RUNS; run++) {
    await client.query('BEGIN')
    if (without) await client.query(`DROP INDEX ${without}`)
    const result = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values)
    await client.query('ROLLBACK')
    const [told] = result.rows[0]['QUERY PLAN']
    times.push(told['Execution Time'] + told['Planning Time'])
    used = [...new Set(nodes(told.Plan))]
  }
  return { ms: times.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!, used }
}

/** What a screen waits for when the statement is kept by its connection, after PostgreSQL has settled on a plan. */
async function timePrepared(client: Client, { text, values }: Prisma.Sql, name: string) {
  const times: number[] = []
  await client.query('BEGIN')
  for (let run = 0; run < 4 * RUNS; run++) {
    const start = performance.now()
    await client.query({ name, text, values })
    times.push(performance.now() - start)
  }
  await client.query('ROLLBACK')
  return times.slice(2 * RUNS).sort((a, b) => a - b)[RUNS]!
}

const serverUrl = process.env.DATABASE_URL
if (!serverUrl) throw new Error('set DATABASE_URL to a server on which a database may be made')
const name = `explain_${newId().slice(-12)}`
const admin = new Client({ connectionString: serverUrl })
await admin.connect()
await admin.query(`CREATE DATABASE ${name}`)
const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
const client = new Client({ connectionString: url })
try {
  await migrate(url, path.resolve('prisma/migrations'))
  await client.connect()
  await fill(client)
  for (const { name: question, statement, index } of questions) {
    const { ms, used } = await explain(client, statement, null)
    console.log(`\n${question}: ${ms.toFixed(1)} ms`)
    for (const node of used) console.log(`  ${node}`)
    const kept = preparedName(statement.text)
    if (kept) console.log(`  prepared: ${(await timePrepared(client, statement, kept)).toFixed(1)} ms`)
    if (!index) continue
    const bare = await explain(client, statement, index)
    console.log(`  without ${index}: ${bare.ms.toFixed(1)} ms`)
  }
} finally {
  await client.end()
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.end()
}
