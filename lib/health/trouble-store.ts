import { db } from '@/lib/platform/db'
import { lowestId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'

/** Beyond this many the queue is only said to be long. */
const QUEUE_COUNTED = 100_000

/** What of an organization waits or was given up; `oldest`: an event's id, in which its time stands. */
export async function readQueue(organizationId: OrganizationId) {
  const rows = await db().$queryRaw<[{ waiting: number; oldest: string | null; dead: number; quarantined: number }]>`
    WITH pending AS (
      SELECT event_id FROM event_work WHERE state = 'pending' AND organization_id = ${organizationId}::uuid
      LIMIT ${QUEUE_COUNTED}
    ), troubled AS (
      SELECT state, count(*)::int AS n FROM event_work
      WHERE organization_id = ${organizationId}::uuid AND state IN ('dead', 'quarantined') GROUP BY state
    )
    SELECT (SELECT count(*)::int FROM pending) AS waiting, (SELECT min(event_id::text) FROM pending) AS oldest,
      coalesce((SELECT n FROM troubled WHERE state = 'dead'), 0) AS dead,
      coalesce((SELECT n FROM troubled WHERE state = 'quarantined'), 0) AS quarantined`
  return rows[0]
}

/** Outward calls that are not done: on their way, or in need of somebody. */
export const listOpenCalls = (organizationId: OrganizationId) =>
  db().$queryRaw<{ kind: string; state: string; count: number }[]>`
    SELECT kind, state::text AS state, count(*)::int AS count FROM outward_calls
    WHERE organization_id = ${organizationId}::uuid
      AND (state IN ('waiting', 'sending') OR state IN ('failed', 'unclear'))
    GROUP BY kind, state ORDER BY kind, state`

/** Answers of Popp's API since then. Calls that got none are among the issues. */
export async function countApiAnswers(organizationId: OrganizationId, since: Date) {
  const rows = await db().$queryRaw<[{ calls: number; errors: number; lastAt: Date | null }]>`
    SELECT count(*)::int AS calls, count(*) FILTER (WHERE status >= 400)::int AS errors, max(at) AS "lastAt"
    FROM popp_answers WHERE organization_id = ${organizationId}::uuid AND id >= ${lowestId(since.getTime())}::uuid`
  return rows[0]
}
