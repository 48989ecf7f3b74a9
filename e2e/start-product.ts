import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { dataDir, isRunning, runtime } from './product'

const READY_TIMEOUT_MS = 180_000
const STOP_TIMEOUT_MS = 20_000

/** Starts the product as `npm start` does, in demo mode with its own data and without the simulator's noise. */
export default async function startProduct(): Promise<() => Promise<void>> {
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  const log = path.join(dataDir, 'product.log')
  const output = openSync(log, 'w')
  const port = String(await freePort())
  const product = spawn(process.execPath, ['scripts/start.mjs'], {
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: port,
      DEMO: '1',
      DEMO_SIMULATOR: '0',
      DATABASE_URL: '',
      APP_URL: '',
    },
  })
  await waitUntilReady(product, log)
  return () => stop(product)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

async function waitUntilReady(product: ChildProcess, log: string) {
  const deadline = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < deadline) {
    if (product.exitCode !== null) break
    if (isRunning() && (await answers(`${runtime().url}/api/health/ready`))) return
    await wait(200)
  }
  product.kill('SIGTERM')
  throw new Error(`the product did not start:\n${readFileSync(log, 'utf8').slice(-4_000)}`)
}

const answers = (url: string) =>
  fetch(url)
    .then((response) => response.ok)
    .catch(() => false)

async function stop(product: ChildProcess) {
  if (product.exitCode !== null) return
  const gone = new Promise((resolve) => product.once('exit', resolve))
  product.kill('SIGTERM')
  await Promise.race([gone, wait(STOP_TIMEOUT_MS, undefined, { ref: false })])
  if (product.exitCode === null) product.kill('SIGKILL')
}
