import { readdirSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { env } from './env'
import { perProcess } from './singleton'
import { WORKER_APPLICATION_NAME } from './worker-signals'

export type Health = { ok: true } | { ok: false; reason: string }

const TIMEOUT_MS = 900
/** Anybody may ask: however often, the database is asked this often. */
const SHARED_MS = 500

interface Facts {
  applied: string[]
  worker: boolean
}

/** The newest `readiness`, not older than half a second. */
export function sharedReadiness(): Promise<Health> {
  const shared = perProcess('readiness', () => ({
    at: Number.NEGATIVE_INFINITY,
    health: null as Promise<Health> | null,
  }))
  if (!shared.health || performance.now() - shared.at > SHARED_MS) {
    Object.assign(shared, { at: performance.now(), health: readiness() })
  }
  return shared.health as Promise<Health>
}

/**
 * Whether this process can do its work: the database answers, has every migration that this build brings, and a worker is
 * connected to it. By a connection of its own, so that a busy pool does not make a healthy process look ill.
 */
export async function readiness(): Promise<Health> {
  const facts = await ask().catch(() => null)
  if (!facts) return { ok: false, reason: 'The database does not answer.' }
  const missing = neededMigrations().filter((name) => !facts.applied.includes(name))
  if (missing.length > 0) return { ok: false, reason: `Migrations are not applied: ${missing.join(', ')}.` }
  if (!facts.worker) return { ok: false, reason: 'No worker is connected: events are stored but not applied.' }
  return { ok: true }
}

async function ask(): Promise<Facts> {
  const client = new Client({
    connectionString: env().DATABASE_URL,
    application_name: 'review-desk-health',
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<Facts>(
      `SELECT (SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()) AS worker,
         ARRAY(SELECT migration_name::text FROM _prisma_migrations
           WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS applied`,
      [WORKER_APPLICATION_NAME],
    )
    return rows[0] as Facts
  } finally {
    // Not awaited: a connection that no longer answers does not answer to this either.
    void client.end().catch(() => {})
  }
}

const neededMigrations = () =>
  readdirSync(path.resolve('prisma/migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
