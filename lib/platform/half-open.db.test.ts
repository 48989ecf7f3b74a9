import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDatabaseAway } from './database-away'
import { closeDb, db, transaction } from './db'
import { forgetPerProcess } from './singleton'
import { useTestDatabase } from './testing/database'
import { startFaultProxy } from './testing/fault-proxy'

useTestDatabase()
/** Five on a machine that does nothing else; without the watch never. */
const BACK_MS = 20_000

let proxy: Awaited<ReturnType<typeof startFaultProxy>>
beforeAll(async () => {
  const url = new URL(process.env.DATABASE_URL ?? '')
  proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port || 5432) })
  Object.assign(url, { hostname: '127.0.0.1', port: String(proxy.port) })
  process.env.DATABASE_URL = url.href
  forgetPerProcess('env')
})
afterAll(async () => {
  await closeDb()
  await proxy.stop()
})

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

test('a statement on a connection that died without a word fails soon as with any lost one, and the next one works', async () => {
  await db().$queryRaw`SELECT 1`
  proxy.killSilently()
  const startedAt = performance.now()
  const failures = await Promise.all([
    failureOf(db().$queryRaw`SELECT 1`),
    failureOf(transaction((tx) => tx.$queryRaw`SELECT 1`)),
  ])
  expect(failures.some((failure) => failure !== null)).toBe(true)
  for (const failure of failures) if (failure) expect(isDatabaseAway(failure)).toBe(true)
  await db().$queryRaw`SELECT 1`
  expect(performance.now() - startedAt).toBeLessThan(BACK_MS)
})

test('so does one whose connection dies in the middle of a transaction, and the pool loses no member', async () => {
  const dying = failureOf(
    transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1`
      proxy.killSilently()
      await tx.$queryRaw`SELECT 2`
    }),
  )
  expect(await dying).not.toBe(null)
  await Promise.all(Array.from({ length: 20 }, () => db().$queryRaw`SELECT pg_sleep(0.1)::text`))
})

test('a slow statement is left alone while the database works on it', async () => {
  const slow = await db().$queryRaw<{ done: string }[]>`SELECT pg_sleep(3.5)::text || 'done' AS done`
  expect(slow).toEqual([{ done: 'done' }])
})
