import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { PrismaClient } from '@/prisma/generated/client'
import { env } from './env'
import { halfOpenWatch } from './half-open'
import { watchPool } from './pools'
import { preparedName } from './prepared'
import { forgetPerProcess, perProcess } from './singleton'

/**
 * How long a query waits for its turn in the pool, or for a new connection. A burst must wait, not fail: of 200 claims at
 * once on 2 cores some wait a second, and several right after the start. A refused connection fails at once, whatever
 * stands here. Ingest, which has to answer within a second, has a pool of its own.
 */
const CONNECTION_TIMEOUT_MS = 8_000

export type Db = PrismaClient
/** What stores take: the client itself, or a transaction of it. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'>

export const db = (): Db =>
  perProcess('db', () => {
    const { DATABASE_URL, DATABASE_POOL } = env()
    const pool = new Pool({
      connectionString: DATABASE_URL,
      max: DATABASE_POOL,
      connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      onConnect: halfOpenWatch(DATABASE_URL),
    })
    const adapter = new PrismaPg(watchPool('desk', pool), {
      disposeExternalPool: true,
      // The adapter's type wants a name for all; pg takes `undefined` for "do not keep".
      statementNameGenerator: ({ sql }) => preparedName(sql) as string,
    })
    return new PrismaClient({ adapter, errorFormat: 'minimal' })
  })

/** All or nothing, read committed. `work` must use only the `tx` it is given. */
export const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db().$transaction((tx) => work(tx as Tx), { maxWait: 2_000, timeout: 15_000 })

export const closeDb = async () => forgetPerProcess<Db>('db')?.$disconnect()
