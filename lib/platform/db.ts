import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/prisma/generated/client'
import { env } from './env'
import { forgetPerProcess, perProcess } from './singleton'

/** How long a query waits for a free or new connection before it fails: the caller answers 503 well within a second. */
const CONNECTION_TIMEOUT_MS = 800

export type Db = PrismaClient
/** What stores take: the client itself, or a transaction of it. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'>

export const db = (): Db =>
  perProcess('db', () => {
    const { DATABASE_URL, DATABASE_POOL } = env()
    const adapter = new PrismaPg({
      connectionString: DATABASE_URL,
      max: DATABASE_POOL,
      connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    })
    return new PrismaClient({ adapter, errorFormat: 'minimal' })
  })

/** All or nothing, read committed. `work` must use only the `tx` it is given. */
export const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db().$transaction((tx) => work(tx as Tx), { maxWait: 2_000, timeout: 15_000 })

export const closeDb = async () => forgetPerProcess<Db>('db')?.$disconnect()
