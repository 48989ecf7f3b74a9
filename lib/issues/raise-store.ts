import { appendAudit } from '@/lib/audit/store'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { publishWithCommit } from '@/lib/platform/live'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import { tellOfIssue } from './alert-store'
import type { IssueKind } from './schema'

const { sql } = Prisma

export interface Failure {
  kind: IssueKind
  /** What makes two failures the same one, within the kind: codes and ids, never what somebody wrote. */
  cause: string
  endpointId?: string | null
  /** How many failures are told of at once; default 1. */
  count?: number
  /** When the newest of them happened, if not now: what is older than the resolution does not re-open. */
  at?: Date
  /** Codes, numbers and ids of the newest failure. They replace older ones of the same name. */
  facts?: Record<string, string | number>
}

interface Raised {
  id: string
  opened: boolean
  recurrences: number
}

/** Longer causes are cut: the unique index takes no more than a few kilobytes. */
const CAUSE_MAX = 300

/**
 * Counts a failure on the issue of its cause, which it opens if there is none, and re-opens if it was resolved before the
 * failure. Opening and re-opening alert, once, in this transaction. Any number of callers at once make one issue and one
 * alert: they wait for each other at its row, so call it late in a transaction. Browsers hear of an opening by themselves;
 * of a mere count only when the caller publishes 'issues'.
 */
export async function raiseIssue(organizationId: OrganizationId, tx: Tx, failure: Failure): Promise<void> {
  const { id, opened, recurrences } = await countFailure(organizationId, tx, failure)
  if (!opened) return
  const returned = recurrences > 0
  const { kind, endpointId } = failure
  await appendAudit(organizationId, tx, {
    ...{ memberId: null, subjectType: 'issue', subjectId: id },
    action: returned ? 'issue-returned' : 'issue-opened',
    facts: { kind, ...(endpointId ? { endpointId } : {}), ...(returned ? { recurrences } : {}) },
  })
  await tellOfIssue(organizationId, tx, { id, kind, cause: failure.cause, recurrences })
  await publishWithCommit(organizationId, tx, 'issues', 'notifications')
}

/** It was resolved before this failure, not after: what was on its way while somebody resolved it is only counted. */
const returns = sql`excluded.last_at > i.resolved_at`
const onReturn = (then: Prisma.Sql, otherwise: Prisma.Sql) =>
  sql`CASE WHEN ${returns} THEN ${then} ELSE ${otherwise} END`

/** `opened` = by this very statement: only then all that the issue counts are the failures of this call. */
async function countFailure(organizationId: OrganizationId, tx: Tx, failure: Failure): Promise<Raised> {
  const { kind, cause, endpointId = null, count = 1, at = null, facts = {} } = failure
  const rows = await tx.$queryRaw<Raised[]>(sql`
    INSERT INTO issues AS i
      (organization_id, id, kind, cause, endpoint_id, count, total_count, first_at, last_at, opened_at, facts)
    SELECT ${organizationId}::uuid, ${newId()}::uuid, ${kind}, ${cause.slice(0, CAUSE_MAX)}, ${endpointId}::uuid,
      ${count}::int, ${count}::int, seen.at, seen.at, clock_timestamp(), ${JSON.stringify(facts)}::jsonb
    FROM (SELECT coalesce(${at}::timestamptz, clock_timestamp()) AS at) seen
    ON CONFLICT (organization_id, kind, cause) DO UPDATE SET
      state = ${onReturn(sql`'open'`, sql`i.state`)},
      version = i.version + ${onReturn(sql`1`, sql`0`)},
      recurrences = i.recurrences + ${onReturn(sql`1`, sql`0`)},
      count = excluded.count + ${onReturn(sql`0`, sql`i.count`)},
      opened_at = ${onReturn(sql`excluded.opened_at`, sql`i.opened_at`)},
      acknowledged_at = ${onReturn(sql`NULL`, sql`i.acknowledged_at`)},
      acknowledged_by = ${onReturn(sql`NULL`, sql`i.acknowledged_by`)},
      resolved_at = ${onReturn(sql`NULL`, sql`i.resolved_at`)},
      resolved_by = ${onReturn(sql`NULL`, sql`i.resolved_by`)},
      total_count = i.total_count + excluded.count, last_at = greatest(i.last_at, excluded.last_at),
      facts = i.facts || excluded.facts
    RETURNING id, state = 'open' AND count = ${count}::int AS opened, recurrences`)
  return rows[0]!
}

/** The failure is over by itself: its issue is resolved, by nobody. Does nothing when there is none that stands. */
export async function endIssue(
  organizationId: OrganizationId,
  tx: Tx,
  { kind, cause }: Pick<Failure, 'kind' | 'cause'>,
): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE issues SET state = 'resolved', resolved_at = clock_timestamp(), resolved_by = NULL, version = version + 1
    WHERE organization_id = ${organizationId}::uuid AND kind = ${kind} AND cause = ${cause.slice(0, CAUSE_MAX)}
      AND state <> 'resolved'
    RETURNING id`
  if (!rows[0]) return
  await appendAudit(organizationId, tx, {
    ...{ memberId: null, action: 'issue-resolved', subjectType: 'issue', subjectId: rows[0].id },
    facts: { kind, cause: 'over' },
  })
  await publishWithCommit(organizationId, tx, 'issues')
}
