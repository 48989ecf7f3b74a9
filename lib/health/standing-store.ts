import { db } from '@/lib/platform/db'

/** Beyond this many the queue is only said to be long: counting it must not add to the trouble. */
const QUEUE_COUNTED = 100_000

export interface Standing {
  queued: number
  /** The oldest waiting event: when it came stands in its id. Null = nothing waits. */
  oldest: string | null
  dead: number
  quarantined: number
  databaseBytes: number
}

/** Of the whole installation. Reads only what waits or is in trouble, by their partial indexes. */
export async function readStanding(): Promise<Standing> {
  const rows = await db().$queryRaw<[Omit<Standing, 'databaseBytes'> & { databaseBytes: bigint }]>`
    WITH waiting AS (SELECT event_id FROM event_work WHERE state = 'pending' LIMIT ${QUEUE_COUNTED}),
      troubled AS (SELECT state, count(*)::int AS n FROM event_work WHERE state IN ('dead', 'quarantined') GROUP BY state)
    SELECT (SELECT count(*)::int FROM waiting) AS queued, (SELECT min(event_id::text) FROM waiting) AS oldest,
      coalesce((SELECT n FROM troubled WHERE state = 'dead'), 0) AS dead,
      coalesce((SELECT n FROM troubled WHERE state = 'quarantined'), 0) AS quarantined,
      pg_database_size(current_database()) AS "databaseBytes"`
  return { ...rows[0], databaseBytes: Number(rows[0].databaseBytes) }
}

/** Outward calls that are not done, of the whole installation. */
export const countOpenCalls = () =>
  db().$queryRaw<{ kind: string; state: string; calls: number }[]>`
    SELECT kind, state::text AS state, count(*)::int AS calls FROM outward_calls
    WHERE state IN ('waiting', 'sending') OR state IN ('failed', 'unclear') GROUP BY kind, state`
