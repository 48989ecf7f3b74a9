// The product as `npm start` runs it, and the ways to kill it.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readJson } from '../../scripts/steps/files.mjs'
import { isAlive } from '../../scripts/steps/processes.mjs'
import { inRoot, root } from '../../scripts/steps/root.mjs'

const READY_TIMEOUT_MS = 180_000

/** Starts the supervisor on this data directory; resolves when the product says that it works. */
export async function startProduct({ dataDir, port }) {
  const log = fs.openSync(path.join(dataDir, 'kill-test.log'), 'a')
  const child = spawn(process.execPath, [inRoot('scripts/start.mjs')], {
    cwd: root,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO: '1',
      DEMO_SIMULATOR: '0',
      DATABASE_URL: '',
      APP_URL: '',
    },
  })
  fs.closeSync(log)
  await untilReady(port, child).catch(async (error) => {
    await stopProduct(child)
    throw error
  })
  return child
}

/** Resolves when database, migrations and worker are there (again). */
export async function untilReady(port, supervisor) {
  const deadline = Date.now() + READY_TIMEOUT_MS
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/api/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isReady())) {
    if (supervisor?.exitCode !== null) throw new Error('the supervisor ended')
    if (Date.now() > deadline) throw new Error('the product did not become ready')
    await sleep(100)
  }
}

/** Kills the process of that name without warning; false when it is not running right now. */
export function kill(dataDir, name) {
  const pid = readJson(path.join(dataDir, 'runtime.json'))?.pids?.[name]
  if (!pid || !isAlive(pid)) return false
  process.kill(pid, 'SIGKILL')
  return true
}

export async function stopProduct(supervisor) {
  if (supervisor.exitCode !== null) return
  const gone = new Promise((resolve) => supervisor.once('exit', resolve))
  supervisor.kill('SIGTERM')
  await gone
}
