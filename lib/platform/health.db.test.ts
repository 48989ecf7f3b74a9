import { Client } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { env } from './env'
import { readiness } from './health'
import { forgetPerProcess } from './singleton'
import { useTestDatabase } from './testing/database'
import { WORKER_APPLICATION_NAME } from './worker-signals'

useTestDatabase()
const open: Client[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.end()))
  forgetPerProcess('env')
})

async function connect(applicationName: string) {
  const client = new Client({ connectionString: env().DATABASE_URL, application_name: applicationName })
  await client.connect()
  open.push(client)
  return client
}

test('ready only while a worker is connected to this database', async () => {
  await expect.poll(readiness).toMatchObject({ ok: false, reason: expect.stringContaining('worker') })
  const worker = await connect(WORKER_APPLICATION_NAME)
  await expect.poll(readiness).toEqual({ ok: true })
  open.splice(open.indexOf(worker), 1)
  await worker.end()
  await expect.poll(readiness).toMatchObject({ ok: false, reason: expect.stringContaining('worker') })
})

test('not ready, by name, while a migration is missing', async () => {
  await connect(WORKER_APPLICATION_NAME)
  const client = await connect('test')
  await client.query('BEGIN')
  const { rows } = await client.query('UPDATE _prisma_migrations SET finished_at = NULL RETURNING migration_name')
  await client.query('COMMIT')
  await expect.poll(readiness).toEqual({
    ok: false,
    reason: `Migrations are not applied: ${rows.map((row) => row.migration_name).join(', ')}.`,
  })
  await client.query('UPDATE _prisma_migrations SET finished_at = now()')
  await expect.poll(readiness).toEqual({ ok: true })
})

test('not ready, and soon, without a database', async () => {
  process.env.DATABASE_URL = 'postgres://postgres@127.0.0.1:1/nothing'
  forgetPerProcess('env')
  expect(await readiness()).toEqual({ ok: false, reason: 'The database does not answer.' })
})
