import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const COPIED = ['scripts', 'package.json', 'package-lock.json', '.npmrc', 'tsconfig.json', 'lib/platform/lifecycle.ts']
const READY_TIMEOUT_MS = 60_000

/** The web process reduced to what a supervisor sees of it: it listens, needs the database, drains. */
const WEB = `
import http from 'node:http'
import { Pool } from 'pg'
import { exitWithParent, stopOnSignal, tellReady } from '@/lib/platform/lifecycle'
exitWithParent()
const pool = new Pool({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 500 })
pool.on('error', () => {})
const server = http.createServer((request, response) =>
  pool.query('SELECT 1').then(() => response.end('ready'), () => response.writeHead(503).end()))
server.listen(Number(process.env.PORT), process.env.HOST, () => tellReady())
stopOnSignal(async () => { server.close(); server.closeIdleConnections(); await pool.end() })`

const WORKER = `
import { exitWithParent, stopOnSignal, tellReady } from '@/lib/platform/lifecycle'
exitWithParent()
setInterval(() => {}, 1000)
tellReady()
stopOnSignal(async () => {})`

const SEED = `
import { writeFileSync } from 'node:fs'
const account = { email: 'ada@example.test', password: 'p', role: 'recruiter' }
const { DATA_DIR, APP_URL, DEMO_POPP_PORT } = process.env
const poppApi = DEMO_POPP_PORT ? { baseUrl: 'http://127.0.0.1:' + DEMO_POPP_PORT + '/v1' } : undefined
writeFileSync(DATA_DIR + '/demo.json', JSON.stringify({ endpointUrl: APP_URL + '/e', accounts: [account], poppApi }))`

/**
 * A project with the true bootstraps, supervisor, packages and PostgreSQL, and tiny processes in place of the product's:
 * what is tested is that things are started, restarted and stopped, whatever they do.
 */
export function makeStubProject(folder: string) {
  for (const name of COPIED) cpSync(name, path.join(folder, name), { recursive: true })
  const processes = { web: WEB, worker: WORKER, simulator: WORKER, migrate: '', seed: SEED }
  mkdirSync(path.join(folder, 'lib/processes'), { recursive: true })
  for (const [name, code] of Object.entries(processes))
    writeFileSync(path.join(folder, `lib/processes/${name}.ts`), code)
  linkPackages(path.resolve('node_modules'), path.join(folder, 'node_modules'))
}

/** Every package by a link, but for the two slow builders, which leave the file that says they have been there. */
function linkPackages(from: string, to: string) {
  mkdirSync(to)
  for (const name of readdirSync(from)) {
    if (name === 'next' || name === 'prisma') continue
    const [source, target] = [path.join(from, name), path.join(to, name)]
    if (statSync(source).isDirectory()) symlinkSync(source, target)
    else cpSync(source, target)
  }
  fakeCommand(path.join(to, 'next/dist/bin/next'), '.next/BUILD_ID')
  fakeCommand(path.join(to, 'prisma/build/index.js'), 'prisma/generated/client.ts')
}

function fakeCommand(file: string, output: string) {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(
    file,
    `const fs = require('fs'); fs.mkdirSync(${JSON.stringify(path.dirname(output))}, { recursive: true }); fs.writeFileSync(${JSON.stringify(output)}, 'x')`,
  )
}

export interface Started {
  supervisor: ChildProcess
  output: () => string
  ended: Promise<number | null>
}

/** `npm start` in the project. */
export function startIn(folder: string, env: Record<string, string>): Started {
  const supervisor = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [supervisor.stdout, supervisor.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  const ended = new Promise<number | null>((resolve) => supervisor.once('exit', (code) => resolve(code)))
  return { supervisor, output: () => output, ended }
}

/** Waits for the line that says the product is ready. */
export async function untilReady({ supervisor, output }: Started) {
  for (const deadline = Date.now() + READY_TIMEOUT_MS; !output().includes('is ready after'); await wait(20))
    if (supervisor.exitCode !== null || Date.now() > deadline) throw new Error(`not ready:\n${output()}`)
}

export interface Runtime {
  url: string
  databaseUrl: string
  pids: { supervisor: number; postgres: number; web: number; worker: number; simulator: number }
}

export const readRuntime = (dataDir: string): Runtime =>
  JSON.parse(readFileSync(path.join(dataDir, 'runtime.json'), 'utf8'))
