import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { StepFailure } from './failure.mjs'
import { firstFreePort } from './ports.mjs'
import { findBinaries } from './postgres/binaries.mjs'
import { createCluster, DATABASE, ROLE } from './postgres/create-cluster.mjs'
import { launch } from './postgres/launch.mjs'
import { endLeftoverBackends } from './postgres/leftovers.mjs'
import { rememberPlace, settlePlace } from './postgres/place.mjs'
import { neutraliseStaleLock, runningServer } from './postgres/postmaster-file.mjs'
import { probe } from './postgres/probe.mjs'
import { gone, isAlive, signal } from './processes.mjs'
import { readSecrets } from './secrets.mjs'

/** How long old backends may take to notice that their server was killed. */
const LEFTOVERS_MS = 20_000
const POLITE_MS = 3_000
const STOP_MS = 30_000
const WATCH_MS = 500

/**
 * The embedded PostgreSQL of a data directory, running and taking connections: made at the first call, started when it is
 * down, adopted when it still runs (a supervisor was killed, or another process uses it).
 * @param {string} dataDir @param {{ keepPort?: boolean }} [options] keepPort: others hold its URL already
 * @returns {Promise<Server>}
 * @typedef {{ url: string, port: number, pid: number, adopted: boolean, log: string,
 *   exited: Promise<void>, stop: () => Promise<void> }} Server
 */
export async function startPostgres(dataDir, { keepPort = false } = {}) {
  const { databasePassword: password } = readSecrets(dataDir)
  const place = await settlePlace(dataDir)
  const adopted = await adopt(place.cluster)
  if (adopted) return serverOf({ ...place, ...adopted }, password)
  const native = findBinaries(place)
  if (!fs.existsSync(place.cluster)) await createCluster({ native, place, password })
  const { port, child } = await launchAnyhow({ native, place, keepPort })
  rememberPlace(dataDir, { ...place, port })
  return serverOf({ ...place, port, pid: child.pid, child }, password)
}

/** Ends a server by its process id: open transactions are rolled back, nothing committed is lost. */
export async function stopPostgres(pid) {
  // SIGINT is PostgreSQL's "fast" shutdown; SIGTERM would wait for every client to leave.
  signal(pid, 'SIGINT')
  if (await gone(pid, STOP_MS)) return
  signal(pid, 'SIGQUIT')
  await gone(pid, POLITE_MS)
}

/** A server that runs on this data directory; one that is starting or stopping is waited for. */
async function adopt(cluster) {
  for (;;) {
    const server = runningServer(cluster)
    if (!server) return undefined
    if (server.port && (await probe(server.port)) === 'ready') return { ...server, adopted: true }
    await sleep(100)
  }
}

async function launchAnyhow({ native, place, keepPort }) {
  const began = Date.now()
  let port = place.port
  for (;;) {
    await neutraliseStaleLock(place)
    const result = await launch({ native, place: { ...place, port } })
    if (result.ok) return { port, child: result.child }
    const why = result.tail.join('\n')
    const waited = Date.now() - began
    if (/could not bind/.test(why) && !keepPort) port = await firstFreePort(port + 1)
    else if (/pre-existing shared memory|is another postmaster/.test(why) && waited < LEFTOVERS_MS) {
      if (waited > POLITE_MS) endLeftoverBackends(place.cluster)
      await sleep(250)
    } else throw explainFailure(place, result.tail)
  }
}

function explainFailure({ log, home }, tail) {
  const text = tail.join('\n')
  const known = [
    [/No space left/, 'The disk is full: make room and start again.'],
    [/Permission denied/, `Check that the account that runs PostgreSQL may read and write ${home}.`],
    [
      /incompatible with server|initialized by PostgreSQL version/,
      'It was made by another major version: dump it there and restore it here.',
    ],
    [/could not bind/, 'Another program took its port: end that program, or start again.'],
    [
      /shared memory|semaphores/i,
      'The system gives too little shared memory: see its kernel limits, or set DATABASE_URL.',
    ],
  ]
  const todo = known.find(([pattern]) => pattern.test(text))?.[1] ?? `The whole log is in ${log}.`
  return new StepFailure('PostgreSQL did not start', { tail, todo })
}

function serverOf({ pid, port, log, child, adopted = false }, password) {
  child?.unref()
  const exited = child ? new Promise((resolve) => child.once('exit', () => resolve())) : untilGone(pid)
  const url = `postgres://${ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`
  return { url, port, pid, adopted, log, exited, stop: () => stopPostgres(pid) }
}

/** An adopted server is no child of ours: nobody tells us when it ends. */
async function untilGone(pid) {
  while (isAlive(pid)) await sleep(WATCH_MS, undefined, { ref: false })
}
