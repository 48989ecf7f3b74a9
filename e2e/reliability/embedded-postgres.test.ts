import { spawn } from 'node:child_process'
import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { isAlive } from '@/scripts/steps/processes.mjs'
import {
  discard,
  type HeldServer,
  holdPostgres,
  killNow,
  lockFileOf,
  newDataDir,
  prepareDatabase,
  settingsOf,
  spawnHolder,
} from './held-postgres'

const dataDirs: string[] = []
const held: HeldServer[] = []

let prepared: Awaited<ReturnType<typeof prepareDatabase>>

/** Removed after the test, with whatever runs in it. */
const toDiscard = (dataDir: string) => {
  dataDirs.push(dataDir)
  return dataDir
}

const newDir = () => toDiscard(prepared.copy())

async function start(dataDir: string): Promise<HeldServer> {
  const server = await holdPostgres(dataDir)
  held.push(server)
  return server
}

async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client.query(sql).finally(() => client.end())
}

beforeAll(async () => {
  prepared = await prepareDatabase()
})

afterAll(() => prepared.discard())

afterEach(async () => {
  await Promise.all(held.splice(0).map(({ holder }) => killNow(holder)))
  for (const dataDir of dataDirs.splice(0)) discard(dataDir)
})

test('it listens on loopback only, asks for the generated password, and its files are private', async () => {
  const dataDir = toDiscard(newDataDir())
  const { url } = await start(dataDir)
  const wrong = new URL(url)
  wrong.password = 'postgres'
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
  const shown = await query(
    url,
    `SELECT current_setting('listen_addresses') AS addresses, current_setting('fsync') AS fsync,
    (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super`,
  )
  expect(shown.rows[0]).toEqual({ addresses: '127.0.0.1', fsync: 'on', super: false })
  expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
  expect(statSync(dataDir).mode & 0o066).toBe(0)
})

test('a server whose starter was killed is adopted by the next start', async () => {
  const dataDir = newDir()
  const first = await start(dataDir)
  await killNow(first.holder)
  const second = await start(dataDir)
  expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port })
  expect((await query(second.url, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})

test('a killed server comes back on the same port with all that was committed', async () => {
  const dataDir = newDir()
  const first = await start(dataDir)
  await query(first.url, 'CREATE TABLE kept AS SELECT generate_series(1, 1000)')
  process.kill(first.pid, 'SIGKILL')
  await killNow(first.holder)
  const second = await start(dataDir)
  expect(second).toMatchObject({ adopted: false, port: first.port })
  expect((await query(second.url, 'SELECT count(*)::int AS rows FROM kept')).rows).toEqual([{ rows: 1000 }])
})

test('a backend that computes on after its server was killed is ended, not joined by a second server', async () => {
  const dataDir = newDir()
  const first = await start(dataDir)
  const busy = query(first.url, 'SELECT count(*) FROM generate_series(1, 100000000000)').catch(() => 'ended')
  await wait(300)
  process.kill(first.pid, 'SIGKILL')
  await killNow(first.holder)
  const second = await start(dataDir)
  expect(second.adopted).toBe(false)
  expect(await busy).toBe('ended')
})

test('a killed server that nobody has buried (a zombie) is not taken for a running one', async () => {
  const dataDir = newDir()
  const first = await start(dataDir)
  first.holder.kill('SIGSTOP')
  process.kill(first.pid, 'SIGKILL')
  await expect.poll(() => isAlive(first.pid)).toBe(false)
  const second = await start(dataDir)
  expect(second).toMatchObject({ adopted: false, port: first.port })
})

test('a lock file that names a process of somebody else does not stop the start', async () => {
  const dataDir = newDir()
  const first = await start(dataDir)
  process.kill(first.pid, 'SIGKILL')
  await killNow(first.holder)
  const { uid, gid } = statSync(lockFileOf(dataDir))
  const bystander = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {})
  const [, ...rest] = readFileSync(lockFileOf(dataDir), 'utf8').split('\n')
  writeFileSync(lockFileOf(dataDir), [bystander.pid, ...rest].join('\n'))
  try {
    expect((await start(dataDir)).adopted).toBe(false)
    expect(bystander.exitCode).toBeNull()
  } finally {
    bystander.kill('SIGKILL')
  }
})

test('a lock file that was cut off before it was written does not stop the start', async () => {
  const dataDir = newDir()
  const first = await start(dataDir)
  process.kill(first.pid, 'SIGKILL')
  await killNow(first.holder)
  const { uid, gid } = statSync(path.dirname(lockFileOf(dataDir)))
  writeFileSync(lockFileOf(dataDir), '')
  if (process.getuid?.() === 0) chownSync(lockFileOf(dataDir), uid, gid)
  expect((await start(dataDir)).adopted).toBe(false)
})

test('a first start killed at any moment leaves nothing that stops the next one', async () => {
  for (const afterMs of [60, 200, 400, 650, 900]) {
    const dataDir = toDiscard(newDataDir())
    const holder = spawnHolder(dataDir)
    await wait(afterMs)
    await killNow(holder)
    const { url } = await start(dataDir)
    expect((await query(url, 'SELECT current_database() AS name')).rows).toEqual([{ name: 'review_desk' }])
  }
}, 300_000)

test('a port that another program took meanwhile is exchanged for a free one', async () => {
  const dataDir = newDir()
  const first = await start(dataDir)
  process.kill(first.pid, 'SIGINT')
  await killNow(first.holder)
  await expect.poll(() => query(first.url, 'SELECT 1').catch((error) => error.code)).toBe('ECONNREFUSED')
  const squatter = createServer().listen(first.port, '127.0.0.1')
  try {
    const second = await start(dataDir)
    expect(second.port).not.toBe(first.port)
    expect(settingsOf(dataDir).port).toBe(second.port)
  } finally {
    squatter.close()
  }
})

test('a foreign PostgreSQL on its port is not taken for its own', async () => {
  const dataDir = newDir()
  const first = await start(dataDir)
  process.kill(first.pid, 'SIGINT')
  await killNow(first.holder)
  const foreignPort = Number(new URL(inject('databaseServerUrl')).port)
  const record = JSON.stringify({ ...settingsOf(dataDir), port: foreignPort, created: true })
  writeFileSync(path.join(dataDir, 'postgres.json'), record)
  const second = await start(dataDir)
  expect(second.port).not.toBe(foreignPort)
  expect((await query(second.url, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})
