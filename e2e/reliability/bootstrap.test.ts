import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { isAlive } from '@/scripts/steps/processes.mjs'
import { discard, newDataDir } from './held-postgres'
import { makeStubProject, readRuntime, type Started, startIn, untilReady } from './stub-project'

// Several test runs may go on at the same time.
const PORT = 4400 + (process.pid % 500)
const url = `http://localhost:${PORT}`
const project = newDataDir()
const dataDir = newDataDir()
const started: Started[] = []

function start(env: Record<string, string> = {}) {
  const one = startIn(project, { DATA_DIR: dataDir, PORT: String(PORT), ...env })
  started.push(one)
  return one
}

async function startReady() {
  const one = start()
  await untilReady(one)
  return one
}

async function stopAll() {
  for (const one of started.splice(0)) {
    one.supervisor.kill('SIGTERM')
    await one.ended
  }
}

const answer = () =>
  fetch(url).then(
    (response) => response.status,
    () => 'no answer',
  )

beforeAll(async () => {
  makeStubProject(project)
  await startReady()
  await stopAll()
}, 120_000)

afterEach(stopAll)

afterAll(() => {
  discard(dataDir)
  rmSync(project, { recursive: true, force: true })
})

test('a start tells address and accounts, and where its processes are, in a private file', async () => {
  const one = await startReady()
  expect(one.output()).toContain(url)
  expect(one.output()).toMatch(/ada@example\.test +p +recruiter/)
  const { pids, ...addresses } = readRuntime(dataDir)
  expect(addresses).toMatchObject({ url, databaseUrl: expect.stringMatching(/^postgres:/) })
  expect(Object.values(pids).every(isAlive)).toBe(true)
  expect(statSync(path.join(dataDir, 'runtime.json')).mode & 0o777).toBe(0o600)
})

test('SIGTERM stops all, ends with 0 and leaves nothing', async () => {
  const one = await startReady()
  const { pids } = readRuntime(dataDir)
  one.supervisor.kill('SIGTERM')
  expect(await one.ended).toBe(0)
  expect(Object.values(pids).filter(isAlive)).toEqual([])
  expect(existsSync(path.join(dataDir, 'runtime.json'))).toBe(false)
})

test('one press of Ctrl-C, which npm forwards a second time, still stops in order', async () => {
  const one = await startReady()
  one.supervisor.kill('SIGINT')
  await wait(20)
  one.supervisor.kill('SIGINT')
  expect(await one.ended).toBe(0)
})

test.each(['web', 'worker', 'simulator', 'postgres'] as const)(
  'a killed %s is started again',
  async (name) => {
    await startReady()
    const before = readRuntime(dataDir)
    process.kill(before.pids[name], 'SIGKILL')
    await expect.poll(() => readRuntime(dataDir).pids[name], { timeout: 50_000 }).not.toBe(before.pids[name])
    await expect.poll(answer, { timeout: 50_000 }).toBe(200)
    const after = readRuntime(dataDir)
    expect(isAlive(after.pids[name])).toBe(true)
    expect(after.databaseUrl).toBe(before.databaseUrl)
    expect({ ...after.pids, [name]: 0 }).toEqual({ ...before.pids, [name]: 0 })
  },
  180_000,
)

test('a killed supervisor takes its processes along', async () => {
  const one = await startReady()
  const { web, worker, simulator } = readRuntime(dataDir).pids
  one.supervisor.kill('SIGKILL')
  await expect.poll(() => [web, worker, simulator].filter(isAlive), { timeout: 50_000 }).toEqual([])
})

test('after a kill of the supervisor the next start works at once, though an old process hangs on its port', async () => {
  const one = await startReady()
  const { pids } = readRuntime(dataDir)
  process.kill(pids.web, 'SIGSTOP')
  one.supervisor.kill('SIGKILL')
  await startReady()
  expect([pids.web, pids.worker, pids.simulator].filter(isAlive)).toEqual([])
  expect(readRuntime(dataDir).pids.postgres).toBe(pids.postgres)
  expect(await answer()).toBe(200)
})

test('after everything was killed at once the next start works', async () => {
  const one = await startReady()
  for (const pid of Object.values(readRuntime(dataDir).pids)) process.kill(pid, 'SIGKILL')
  await one.ended
  await startReady()
  expect(await answer()).toBe(200)
})

test('a second start in the same DATA_DIR says where the first one runs and disturbs nothing', async () => {
  await startReady()
  const before = readRuntime(dataDir)
  const second = start()
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain(`already running at ${url}`)
  expect(readRuntime(dataDir)).toEqual(before)
  expect(await answer()).toBe(200)
})

test('the simulated Popp keeps its port from start to start, takes another when it is taken, and has none when off', async () => {
  const poppPort = () => {
    const { poppApi } = JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8'))
    return poppApi && Number(new URL(poppApi.baseUrl).port)
  }
  await startReady()
  const first = poppPort()
  expect(first).toBeGreaterThan(1024)
  await stopAll()
  await startReady()
  expect(poppPort()).toBe(first)
  await stopAll()
  const squatter = createServer().listen(first, '127.0.0.1')
  try {
    await startReady()
    expect(poppPort()).not.toBe(first)
  } finally {
    squatter.close()
  }
  await stopAll()
  await untilReady(start({ DEMO_SIMULATOR: '0' }))
  expect(poppPort()).toBeUndefined()
})

test('a port in use is named at once', async () => {
  const squatter = createServer().listen(PORT, '127.0.0.1')
  try {
    const one = start()
    expect(await one.ended).toBe(1)
    expect(one.output()).toContain(`Port ${PORT} is already used`)
  } finally {
    squatter.close()
  }
})

test.each([
  [{ PORT: 'abc' }, 'PORT must'],
  [{ ROLE: 'boss' }, 'ROLE must'],
  [{ DEMO: 'perhaps' }, 'DEMO must'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must'],
  [{ DEMO: '0' }, 'APP_SECRET is missing'],
  [{ DATABASE_URL: 'postgres://a@b/c' }, 'APP_SECRET is missing'],
  [{ DEMO: '0', APP_SECRET: 'short' }, 'APP_SECRET needs'],
])('a value that cannot be stops the start and is named: %j', async (env, message) => {
  const one = start(env as Record<string, string>)
  expect(await one.ended).toBe(1)
  expect(one.output()).toContain(message)
})

test('a start interrupted while it sets up ends with 0 and leaves no server', async () => {
  const fresh = newDataDir()
  try {
    const one = start({ DATA_DIR: fresh })
    await expect.poll(() => existsSync(path.join(fresh, 'postgres/cluster')), { timeout: 50_000 }).toBe(true)
    one.supervisor.kill('SIGTERM')
    expect(await one.ended).toBe(0)
    expect(existsSync(path.join(fresh, 'postgres/cluster/postmaster.pid'))).toBe(false)
    await untilReady(start({ DATA_DIR: fresh }))
    await stopAll()
  } finally {
    discard(fresh)
  }
})
