import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { StepFailure } from '../failure.mjs'
import { lastLines, rotateLog } from '../files.mjs'
import { program } from './binaries.mjs'
import { serverEnvironment } from './create-cluster.mjs'
import { saysReady } from './postmaster-file.mjs'
import { probe } from './probe.mjs'

/** Crash recovery after a power cut may have much to replay. */
const READY_TIMEOUT_MS = 120_000

/** For a small machine. fsync stays on: a 200 means it is on disk. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  max_connections: '200',
  max_parallel_workers_per_gather: '0',
  random_page_cost: '1.1',
  max_wal_size: '1GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  // What applications got wrong is in their own logs; statements may carry personal data.
  log_min_error_statement: 'panic',
  log_min_messages: 'warning',
}

/**
 * Starts a server on a data directory that nobody uses and waits until it takes connections.
 * @returns {Promise<{ ok: true, child: import('node:child_process').ChildProcess } | { ok: false, tail: string[] }>}
 */
export async function launch({ native, place }) {
  const { cluster, home, log, port, account } = place
  rotateLog(log)
  const output = fs.openSync(log, 'a', 0o600)
  const from = fs.fstatSync(output).size
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(program(native, 'postgres'), ['-D', cluster, ...settings], {
    ...account,
    cwd: home,
    env: serverEnvironment(),
    stdio: ['ignore', output, output],
    // Ctrl-C in the terminal must not reach it before the processes that still write to it have drained.
    detached: true,
    windowsHide: true,
  })
  fs.closeSync(output)
  const failed = new Promise((resolve) => {
    child.once('exit', () => resolve('exited'))
    child.once('error', () => resolve('exited'))
  })
  const result = await Promise.race([failed, untilReady(place, child)])
  if (result === 'ready') return { ok: true, child }
  if (result === 'exited') return { ok: false, tail: tailFrom(log, from) }
  throw new StepFailure(`PostgreSQL did not become ready within ${READY_TIMEOUT_MS / 1000} s`, {
    tail: lastLines(log),
    todo: `It goes on recovering; look at ${log} and start again when it is done.`,
  })
}

async function untilReady({ cluster, port }, child) {
  const deadline = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < deadline && child.exitCode === null) {
    if (saysReady(cluster, child.pid) && (await probe(port)) === 'ready') return 'ready'
    await sleep(20)
  }
  return 'late'
}

function tailFrom(log, offset) {
  const text = fs.readFileSync(log).subarray(offset).toString()
  return text.trimEnd().split('\n').slice(-15)
}
