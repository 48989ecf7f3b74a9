import { randomBytes } from 'node:crypto'
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
    await run(inject('databaseServerUrl'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  })
}
