// What the benchmark runs on: a throw-away PostgreSQL with fsync on, and the real web process once per adapter.
import { execFileSync, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { buildPages, buildProcesses } from '../../scripts/steps/build.mjs'
import { bundleOf, bundleOptions } from '../../scripts/steps/bundle.mjs'
import { firstFreePort } from '../../scripts/steps/ports.mjs'
import { startPostgres } from '../../scripts/steps/postgres.mjs'
import { inRoot, root } from '../../scripts/steps/root.mjs'

/** BENCH_DATABASE_URL: an existing server instead of the embedded one; a database is made in it and dropped. */
export async function makeDatabase() {
  const given = process.env.BENCH_DATABASE_URL
  if (!given) {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'review-desk-bench-'))
    const server = await startPostgres(dataDir)
    const drop = async () => {
      await server.stop()
      fs.rmSync(dataDir, { recursive: true, force: true })
    }
    return { url: server.url, drop }
  }
  const name = `bench_${randomBytes(4).toString('hex')}`
  await query(given, `CREATE DATABASE ${name}`)
  const url = new URL(given)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => query(given, `DROP DATABASE ${name} WITH (FORCE)`) }
}

export async function query(databaseUrl, ...statements) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    let result
    for (const statement of statements) result = await client.query(statement)
    return result.rows
  } finally {
    await client.end()
  }
}

export async function build() {
  await buildProcesses()
  await buildPages()
  const esbuild = await import('esbuild')
  await esbuild.build({ ...bundleOptions(), entryPoints: ['e2e/bench/endpoint.ts'], outdir: '.build/bench' })
}

export const environment = (databaseUrl) => ({
  ...process.env,
  DATABASE_URL: databaseUrl,
  APP_SECRET: randomBytes(32).toString('base64'),
  NODE_ENV: 'production',
  DEMO: '0',
  LOG_LEVEL: 'warn',
})

export function migrate(env) {
  execFileSync(process.execPath, [bundleOf('migrate')], { cwd: root, env, stdio: 'inherit' })
}

export function makeEndpoint(env) {
  return new Promise((resolve, reject) => {
    const child = fork(inRoot('.build/bench/endpoint.js'), { cwd: root, env })
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`no endpoint: ${code}`)))
  })
}

/** @param {'own' | 'next'} adapter @param {string[]} [nodeOptions] */
export async function startWeb(env, adapter, nodeOptions = []) {
  const port = await firstFreePort(4400)
  const child = fork(bundleOf('web'), {
    cwd: root,
    env: { ...env, PORT: String(port), HOST: '127.0.0.1', APP_URL: '', INGEST_ADAPTER: adapter },
    execArgv: nodeOptions,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  while (!(await fetch(`http://127.0.0.1:${port}/api/health/live`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`web (${adapter}) did not start`)
    await sleep(100)
  }
  const stop = () => {
    child.kill('SIGTERM')
    return new Promise((resolve) => child.once('exit', resolve))
  }
  return { port, stop }
}
