import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, inject } from 'vitest'
import { closeDb } from '../db'
import { forgetPerProcess } from '../singleton'
import { databaseUrl, run } from './global-setup'

export const TEST_APP_SECRET = 'test-secret-0123456789-abcdefghijklmnopqrstuvwxyz'

/** Gives the calling test file a database of its own, cloned from the migrated template (about 50 ms). */
export function useTestDatabase() {
  const name = `test_${randomBytes(6).toString('hex')}`
  beforeAll(async () => {
    await run(inject('databaseServerUrl'), `CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`)
    process.env.DATABASE_URL = databaseUrl(inject('databaseServerUrl'), name)
    process.env.APP_SECRET ??= TEST_APP_SECRET
    forgetPerProcess('env')
  })
  afterAll(async () => {
    await closeDb()
    await drop(inject('databaseServerUrl'), name)
  })
}

const DROP_TRIES = 600
const INSUFFICIENT_PRIVILEGE = '42501'

/** An autovacuum worker in the database belongs to the superuser, whom FORCE may not end: it is gone in a moment. */
async function drop(url: string, name: string, tries = 1): Promise<void> {
  try {
    await run(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE || tries === DROP_TRIES) throw error
    await wait(100)
    await drop(url, name, tries + 1)
  }
}
