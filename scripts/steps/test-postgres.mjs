import fs from 'node:fs'
import path from 'node:path'
import { waitForLock } from './lock.mjs'
import { startPostgres, stopPostgres } from './postgres.mjs'
import { isAlive } from './processes.mjs'
import { inRoot } from './root.mjs'

/**
 * The embedded PostgreSQL for tests, in the project's .test/, shared by every test run that goes on at the same time: the
 * first one starts it, the last one stops it. Every run makes databases of its own in it.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function shareTestPostgres() {
  const dataDir = inRoot('.test')
  const users = path.join(dataDir, 'users')
  fs.mkdirSync(users, { recursive: true })
  const mine = path.join(users, String(process.pid))
  const server = await alone(dataDir, async () => {
    fs.writeFileSync(mine, '')
    return startPostgres(dataDir)
  })
  const stop = () =>
    alone(dataDir, async () => {
      fs.rmSync(mine, { force: true })
      if (othersUse(users)) return
      await stopPostgres(server.pid)
    })
  return { url: server.url, stop }
}

async function alone(dataDir, work) {
  const release = await waitForLock(path.join(dataDir, 'server.lock'))
  try {
    return await work()
  } finally {
    release()
  }
}

/** Forgets users that were killed before they could say goodbye. */
function othersUse(users) {
  const living = fs.readdirSync(users).filter((name) => isAlive(Number(name)))
  for (const name of fs.readdirSync(users))
    if (!living.includes(name)) fs.rmSync(path.join(users, name), { force: true })
  return living.length > 0
}
