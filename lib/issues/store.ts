import type { AuditAction } from '@/lib/audit/schema'
import { auditOfChanged } from '@/lib/audit/store'
import { db } from '@/lib/platform/db'
import { prepared } from '@/lib/platform/prepared'
import type { OrganizationId } from '@/lib/platform/tenant'
import { Prisma } from '@/prisma/generated/client'
import type { IssueCursor } from './cursor'
import { type Command, transitions } from './domain'
import type { IssueEntry, IssueKind, IssueState } from './schema'

const { sql, empty } = Prisma

/** An issue returns and is resolved again for years; so much of it is shown. */
const HISTORY_MAX = 200

export interface IssueRow {
  id: string
  kind: IssueKind
  cause: string
  endpointId: string | null
  endpointName: string | null
  state: IssueState
  version: number
  count: number
  totalCount: number
  firstAt: Date
  lastAt: Date
  /** `lastAt` with microseconds: where a page goes on. */
  place: string
  openedAt: Date
  recurrences: number
  acknowledgedAt: Date | null
  acknowledgedByName: string | null
  resolvedAt: Date | null
  resolvedByName: string | null
  facts: Record<string, string | number>
}

const nameOf = (memberId: Prisma.Sql) => sql`(SELECT u.name FROM members m JOIN users u ON u.id = m.user_id
  WHERE m.organization_id = i.organization_id AND m.id = ${memberId})`

const columns = sql`i.id, i.kind, i.cause, p.id AS "endpointId", p.name AS "endpointName", i.state::text AS state, i.version,
  i.count, i.total_count AS "totalCount", i.first_at AS "firstAt", i.last_at AS "lastAt",
  to_char(i.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place, i.opened_at AS "openedAt", i.recurrences,
  i.acknowledged_at AS "acknowledgedAt", ${nameOf(sql`i.acknowledged_by`)} AS "acknowledgedByName",
  i.resolved_at AS "resolvedAt", ${nameOf(sql`i.resolved_by`)} AS "resolvedByName", i.facts`

const issues = sql`issues i LEFT JOIN endpoints p ON p.organization_id = i.organization_id AND p.id = i.endpoint_id`

interface Page {
  state: IssueState
  after: IssueCursor | null
  limit: number
}

/** Newest failure first. Issues are as many as there are causes, so no index orders them. */
export const listIssueRows = (organizationId: OrganizationId, { state, after, limit }: Page) =>
  db().$queryRaw<IssueRow[]>(sql`
    SELECT ${columns} FROM ${issues}
    WHERE i.organization_id = ${organizationId}::uuid AND i.state = ${state}::issue_state
      ${after ? sql`AND (i.last_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : empty}
    ORDER BY i.last_at DESC, i.id DESC LIMIT ${limit}`)

export async function countByState(organizationId: OrganizationId): Promise<Map<IssueState, number>> {
  const rows = await db().$queryRaw<{ state: IssueState; issues: number }[]>(sql`
    ${prepared} SELECT state::text AS state, count(*)::int AS issues FROM issues
    WHERE organization_id = ${organizationId}::uuid GROUP BY state`)
  return new Map(rows.map(({ state, issues }) => [state, issues]))
}

export async function findIssueRow(organizationId: OrganizationId, id: string): Promise<IssueRow | null> {
  const rows = await db().$queryRaw<IssueRow[]>(sql`
    ${prepared} SELECT ${columns} FROM ${issues} WHERE i.organization_id = ${organizationId}::uuid AND i.id = ${id}::uuid`)
  return rows[0] ?? null
}

/** Newest first. */
export const listHistory = (organizationId: OrganizationId, id: string) =>
  db().$queryRaw<(Omit<IssueEntry, 'at'> & { at: Date })[]>(sql`
    ${prepared} SELECT i.id, i.at, i.action, ${nameOf(sql`i.member_id`)} AS "memberName" FROM audit_entries i
    WHERE i.organization_id = ${organizationId}::uuid AND i.subject_type = 'issue' AND i.subject_id = ${id}
    ORDER BY i.id DESC LIMIT ${HISTORY_MAX}`)

interface Change {
  id: string
  memberId: string
  /** As it was seen. */
  version: number
}

const changes: Record<Command, { set: (memberId: string) => Prisma.Sql; action: AuditAction }> = {
  acknowledge: {
    set: (memberId) => sql`acknowledged_at = clock_timestamp(), acknowledged_by = ${memberId}::uuid`,
    action: 'issue-acknowledged',
  },
  resolve: {
    set: (memberId) => sql`resolved_at = clock_timestamp(), resolved_by = ${memberId}::uuid`,
    action: 'issue-resolved',
  },
}

/** Carries a command out and writes it down, if the issue still is as it was seen. @returns whether it was */
export async function changeIssue(organizationId: OrganizationId, command: Command, { id, memberId, version }: Change) {
  const { set, action } = changes[command]
  const { from, to } = transitions[command]
  const entry = { memberId, action, subjectType: 'issue' as const, subjectId: sql`id` }
  const changed = await db().$executeRaw(sql`
    WITH changed AS (
      UPDATE issues SET state = ${to}::issue_state, version = version + 1, ${set(memberId)}
      WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND version = ${version}::int
        AND state = ANY(${[...from]}::issue_state[])
      RETURNING *
    ) ${auditOfChanged(organizationId, { ...entry, facts: sql`jsonb_build_object('kind', kind, 'count', count)` })}`)
  return changed > 0
}
