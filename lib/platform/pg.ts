import { Pool } from 'pg'
import { env } from './env'
import { log } from './log'
import { watchPool } from './pools'
import { forgetPerProcess, perProcess } from './singleton'

/** One flush, one look-up, one batch of the delivery log, one notification. */
const CONNECTIONS = 4
const CONNECT_TIMEOUT_MS = 600
/** The server gives up first; the client's own limit is for a server that no longer answers (half-open connection). */
const STATEMENT_TIMEOUT_MS = 700
const QUERY_TIMEOUT_MS = 800

/**
 * Ingest's own connections to PostgreSQL, beside Prisma's pool:
 * - no slow screen can keep Popp's deliveries waiting for a connection, and a dead connection is given up in under a second;
 * - speed. One flush of 32 (128) rows of 1.8 KB after the other, PostgreSQL 15 with fsync, 2 cores, rows/s and CPU per row:
 *   Prisma `$queryRaw` with arrays 7,300 (10,400), 62 µs · pg with text arrays 11,000 (16,300), 26 µs · pg with binary
 *   arrays 15,700 (25,400), 16 µs. Hence `pg-array.ts`.
 */
export const ingestPool = (): Pool =>
  perProcess('ingest-pool', () => {
    const pool = new Pool({
      connectionString: env().DATABASE_URL,
      application_name: 'review-desk-ingest',
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
    })
    // An idle connection that dies (the database restarts) is replaced by the next query; unheard, it would end the process.
    pool.on('error', (error) => log().warn({ code: (error as { code?: string }).code }, 'ingest lost a connection'))
    return watchPool('ingest', pool)
  })

export const closeIngestPool = async () => forgetPerProcess<Pool>('ingest-pool')?.end()
