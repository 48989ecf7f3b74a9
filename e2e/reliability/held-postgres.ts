import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { commandLine, isAlive } from '@/scripts/steps/processes.mjs'

const HOLDER = `
import { startPostgres } from ${JSON.stringify(path.resolve('scripts/steps/postgres.mjs'))}
const { url, port, pid, adopted } = await startPostgres(process.argv[1])
console.log(JSON.stringify({ url, port, pid, adopted }))
setInterval(() => {}, 1000)`

export interface HeldServer {
  url: string
  port: number
  pid: number
  adopted: boolean
  /** The process that started it and does nothing else: what a test kills. */
  holder: ChildProcess
}

/** A new, empty DATA_DIR that the account of the server can reach. */
export function newDataDir(): string {
  const directory = path.join(os.tmpdir(), `review-desk-${randomBytes(6).toString('hex')}`)
  mkdirSync(directory, { mode: 0o700 })
  return realpathSync(directory)
}

/**
 * Makes an empty database once; the function makes a new DATA_DIR with a copy of it, in a tenth of the time that a database
 * of its own would take.
 */
export async function prepareDatabase() {
  const original = newDataDir()
  const { holder, pid } = await holdPostgres(original)
  process.kill(pid, 'SIGINT')
  while (isAlive(pid)) await wait(20)
  await killNow(holder)
  const copy = () => {
    const dataDir = newDataDir()
    spawnSync('cp', ['-a', `${original}/.`, dataDir])
    return dataDir
  }
  return { copy, discard: () => discard(original) }
}

/** A process that starts the embedded PostgreSQL of the directory; it may be killed before it has. */
export function spawnHolder(dataDir: string): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', HOLDER, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Starts (or adopts) the embedded PostgreSQL in a process of its own. */
export async function holdPostgres(dataDir: string): Promise<HeldServer> {
  const holder = spawnHolder(dataDir)
  let complaint = ''
  holder.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  for await (const line of createInterface({ input: holder.stdout! })) return { ...JSON.parse(line), holder }
  throw new Error(`PostgreSQL did not start: ${complaint}`)
}

/** Kills as the kernel does when memory is short, and waits until it is over. */
export function killNow(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGKILL')
  return child.exitCode === null && child.signalCode === null ? gone : Promise.resolve()
}

/** Ends whatever server runs on the directory, whoever started it, and removes the directory. */
export function discard(dataDir: string) {
  const pid = Number(readLines(lockFileOf(dataDir))[0])
  if (pid > 1 && pid !== process.pid && commandLine(pid).includes(dataDir)) process.kill(pid, 'SIGQUIT')
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

const readLines = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [])

export const lockFileOf = (dataDir: string) => path.join(dataDir, 'postgres/cluster/postmaster.pid')

export const settingsOf = (dataDir: string) =>
  JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8')) as { home: string; port: number }
