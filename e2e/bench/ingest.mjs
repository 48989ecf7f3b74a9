// How many signed deliveries of 1.8 KB are acknowledged per second, beside what the same database takes as single inserts
// and beside what Next's route handler manages with the same code behind it. All in one run, on the same machine, in turns.
//
//   node e2e/bench/ingest.mjs [--rounds 3] [--profile]
//
// Exits with 1 when a target is missed. BENCH_DATABASE_URL: another PostgreSQL than the embedded one.
import { fork } from 'node:child_process'
import os from 'node:os'
import { parseArgs } from 'node:util'
import { inRoot } from '../../scripts/steps/root.mjs'
import { build, environment, makeDatabase, makeEndpoint, migrate, query, startWeb } from './stage.mjs'

const OWN_OF_SINGLE = 0.5
const OWN_OF_NEXT = 4
const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, profile: { type: 'boolean', default: false } },
})

await build()
const database = await makeDatabase()
const env = environment(database.url)
migrate(env)
const endpoint = await makeEndpoint(env)
const own = await startWeb(env, 'own', options.profile ? ['--cpu-prof', `--cpu-prof-dir=${os.tmpdir()}`] : [])
const next = await startWeb(env, 'next')

const load = inRoot('e2e/bench/load.mjs')
const contestants = [
  { name: 'own server, 32 connections', file: load, port: own.port, connections: 32, count: 20_000 },
  {
    name: 'single inserts, 32 connections',
    file: inRoot('e2e/bench/single-inserts.mjs'),
    connections: 32,
    count: 20_000,
  },
  { name: 'Next route handler, 32 connections', file: load, port: next.port, connections: 32, count: 5_000 },
  { name: 'own server, 128 connections', file: load, port: own.port, connections: 128, count: 30_000 },
]

try {
  for (const contestant of contestants) await measure({ ...contestant, count: contestant.count / 5 })
  const results = contestants.map(() => [])
  for (let round = 1; round <= Number(options.rounds); round++) {
    for (const [index, contestant] of contestants.entries()) {
      results[index].push(await measure(contestant))
      process.stdout.write(`\rround ${round}: ${contestant.name.padEnd(40)}`)
    }
  }
  await report(results)
} finally {
  await Promise.all([own.stop(), next.stop()])
  await database.drop()
}

/** One contestant alone, on empty tables. */
async function measure({ file, ...job }) {
  await query(database.url, 'TRUNCATE events, event_work, deliveries')
  const child = fork(file)
  const said = () => new Promise((resolve) => child.once('message', resolve))
  child.send({ job: { ...job, endpoint, databaseUrl: database.url } })
  await said()
  child.send({ start: true })
  const { result } = await said()
  child.kill()
  if (result.error) throw new Error(result.error)
  const [{ stored }] = await query(database.url, 'SELECT count(*)::int AS stored FROM events')
  if (stored !== job.count) throw new Error(`${job.count} were acknowledged and ${stored} are stored`)
  return result
}

async function report(results) {
  const [{ version, fsync }] = await query(database.url, `SELECT version(), current_setting('fsync') AS fsync`)
  console.log(
    `\r${version.split(' on ')[0]}, fsync ${fsync}; Node ${process.version}; ${os.cpus().length} cores, load generator included`,
  )
  const rates = results.map((rounds) => median(rounds.map(({ perSecond }) => perSecond)))
  console.table(
    contestants.map(({ name }, index) => ({
      what: name,
      'per second': Math.round(rates[index]),
      'p99 ms': Math.round(median(results[index].map(({ p99Ms }) => p99Ms ?? Number.NaN)) * 10) / 10,
      '503 and again': results[index].reduce((sum, { retries = 0 }) => sum + retries, 0),
      rounds: results[index].map(({ perSecond }) => Math.round(perSecond)).join(' '),
    })),
  )
  // Turn by turn: what else the machine does meanwhile then weighs on both sides alike.
  const ratio = (other) => median(results[0].map(({ perSecond }, round) => perSecond / results[other][round].perSecond))
  const isMet = [judge('single inserts', ratio(1), OWN_OF_SINGLE), judge("Next's route handler", ratio(2), OWN_OF_NEXT)]
  process.exitCode = isMet.every(Boolean) ? 0 : 1
}

function judge(what, ratio, target) {
  const isMet = ratio >= target
  console.log(`own server = ${ratio.toFixed(2)} × ${what} (target ${target}: ${isMet ? 'met' : 'MISSED'})`)
  return isMet
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
