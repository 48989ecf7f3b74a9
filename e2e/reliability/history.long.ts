import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { closeDb } from '@/lib/platform/db'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { createDesk } from '@/lib/platform/testing/desk'
import { mulberry32 } from '@/lib/popp/simulator/random'
import { findViolations, type History, type Remains } from './history-check'
import { HistoryClient } from './history-client'
import { kill, startProduct, stopProduct, untilReady } from './kill-product.mjs'

const SECONDS = Number(process.env.HISTORY_SECONDS ?? (process.env.RELIABILITY === 'long' ? 60 : 15))
const SEED = Number(process.env.HISTORY_SEED ?? Date.now() % 2 ** 31)
const PORT = Number(process.env.HISTORY_PORT ?? 4391)
const [CLIENTS, ITEMS] = [16, 12]
const VICTIMS = ['web', 'postgres', 'worker']
/** It goes on until each was killed so often, and the clients worked in between, however slow the machine is today. */
const KILLS_OF_EACH = Math.ceil(SECONDS / 15)
/** The pool is promised what has ended within this time, kills or not. */
const RETURN_MS = 5_000

test(`${CLIENTS} clients, ${SECONDS} s and more, processes killed at random: one holder at a time, nothing acknowledged is lost, nothing is half done`, async () => {
  process.stdout.write(`history: seed ${SEED}\n`)
  const random = mulberry32(SEED)
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'review-desk-history-'))
  const supervisor = await startProduct({ dataDir, port: PORT })
  try {
    const { url, databaseUrl } = join(dataDir)
    const desk = await createDesk('Killed Talent')
    const members = []
    for (let n = 0; n < CLIENTS; n++) members.push(await desk.member('recruiter', `Client ${n}`))
    const ids: string[] = []
    for (let n = 0; n < ITEMS; n++) ids.push((await desk.reviewItem()).id)
    await closeDb()
    const colleagues = members.map(({ memberId }) => memberId)
    const clients = members.map((member) => new HistoryClient(url, member, ids, colleagues, random))
    const end = Date.now() + SECONDS * 1_000
    const kills: Record<string, number> = {}
    const isOver = () => Date.now() > end && VICTIMS.every((victim) => (kills[victim] ?? 0) >= KILLS_OF_EACH)
    const [lapses] = await Promise.all([
      moveLeases(databaseUrl, ids, random, isOver),
      killAtRandom({ dataDir, supervisor, kills }, random, isOver),
      ...clients.map((client) => client.workUntil(isOver)),
    ])
    await untilReady(PORT, supervisor)
    await expectNothingEndedToStay(databaseUrl)
    const calls = clients.flatMap((client) => client.calls)
    report(calls, lapses, kills)
    expect(findViolations({ calls, lapses }, await readRemains(databaseUrl, ids))).toEqual([])
    expect(calls.filter(({ answer }) => answer === null).length, 'calls without an answer').toBeGreaterThan(0)
    expect(calls.filter(({ answer }) => answer?.ok).length, 'acknowledged calls').toBeGreaterThan(KILLS_OF_EACH * 50)
  } finally {
    await stopProduct(supervisor)
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}, 600_000)

/** Makes this process the product's neighbour: its rooms set the scene. */
function join(dataDir: string): { url: string; databaseUrl: string } {
  const read = (name: string) => JSON.parse(readFileSync(path.join(dataDir, name), 'utf8'))
  const { url, databaseUrl } = read('runtime.json')
  const secrets = read('secrets.json')
  Object.assign(process.env, { DATABASE_URL: databaseUrl, APP_URL: url, APP_SECRET: secrets.appSecret, DEMO: '1' })
  forgetPerProcess('env')
  return { url, databaseUrl }
}

/** Each once the product works again: more often than this the supervisor rightly takes longer pauses. */
async function killAtRandom(
  { dataDir, supervisor, kills }: { dataDir: string; supervisor: unknown; kills: Record<string, number> },
  random: () => number,
  isOver: () => boolean,
) {
  while (!isOver()) {
    await wait(1_000 + random() * 2_500)
    // Those whose turn is overdue, then anybody.
    const due = VICTIMS.filter((victim) => (kills[victim] ?? 0) < KILLS_OF_EACH)
    const choice = due.length > 0 ? due : VICTIMS
    const victim = choice[Math.floor(random() * choice.length)]!
    if (kill(dataDir, victim)) kills[victim] = (kills[victim] ?? 0) + 1
    await untilReady(PORT, supervisor)
  }
  await wait(1_000)
}

/** Leases last a quarter of an hour; here some end at once. */
async function moveLeases(databaseUrl: string, ids: string[], random: () => number, isOver: () => boolean) {
  const lapses: { itemId: string; at: number; doneAt: number }[] = []
  const now = () => performance.timeOrigin + performance.now()
  while (!isOver()) {
    await wait(200 + random() * 800)
    const lapse = { itemId: ids[Math.floor(random() * ids.length)]!, at: now(), doneAt: Number.POSITIVE_INFINITY }
    lapses.push(lapse)
    const isDone = await withClient(databaseUrl, (client) =>
      client.query(
        'UPDATE review_items SET lease_until = clock_timestamp() WHERE id = $1 AND lease_until > clock_timestamp()',
        [lapse.itemId],
      ),
    ).then(
      () => true,
      () => false,
    )
    if (isDone) lapse.doneAt = now()
  }
  return lapses
}

async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 })
  // A server that is killed ends the connection between two queries too.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

const expectNothingEndedToStay = (databaseUrl: string) =>
  expect
    .poll(
      () =>
        withClient(databaseUrl, async (client) => {
          const ended = 'lease_until <= clock_timestamp() OR snoozed_until <= clock_timestamp()'
          return (await client.query(`SELECT FROM review_items WHERE ${ended}`)).rowCount
        }),
      { timeout: RETURN_MS, interval: 200 },
    )
    .toBe(0)

function readRemains(databaseUrl: string, ids: string[]): Promise<Remains> {
  return withClient(databaseUrl, async (client) => {
    const read = async (sql: string) => (await client.query(sql, [ids])).rows
    return {
      items: await read(
        `SELECT id, version, state::text AS state, holder_id AS "holderId", resolution_id AS "resolutionId"
          FROM review_items WHERE id = ANY($1::uuid[])`,
      ),
      trail: await read(
        `SELECT id, subject_id AS "itemId", member_id AS "memberId", action, facts
          FROM audit_entries WHERE subject_type = 'review-item' AND subject_id = ANY($1::text[])`,
      ),
      actions: await read(
        `SELECT id, review_item_id AS "itemId", member_id AS "memberId", kind, idempotency_key AS key,
          version_after AS "versionAfter" FROM review_actions WHERE review_item_id = ANY($1::uuid[])`,
      ),
      resolutionIds: (await read('SELECT id FROM resolutions WHERE review_item_id = ANY($1::uuid[])')).map(
        ({ id }) => id,
      ),
    } as Remains
  })
}

function report(calls: History['calls'], lapses: History['lapses'], kills: Record<string, number>) {
  const count = (isOne: (answer: History['calls'][number]['answer']) => boolean | undefined) =>
    calls.filter(({ answer }) => isOne(answer)).length
  const answers = `${count((a) => a?.ok)} done, ${count((a) => a?.ok === false)} refused, ${count((a) => a === null)} without an answer`
  process.stdout.write(
    `history: ${calls.length} calls (${answers}), ${lapses.length} leases moved, kills ${JSON.stringify(kills)}\n`,
  )
}
