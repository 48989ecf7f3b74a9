import type { SignedInMember } from '@/lib/members/domain'
import { encodeCursor } from '@/lib/platform/http/cursor'
import { publish } from '@/lib/platform/live'
import { decodeIssueCursor } from './cursor'
import { type Command, type Refusal, refusalOf } from './domain'
import { type Issue, type IssueDetail, type IssuePage, type IssueQuery, issueStates } from './schema'
import { changeIssue, countByState, findIssueRow, type IssueRow, listHistory, listIssueRows } from './store'

type Reader = Pick<SignedInMember, 'organizationId'>

/** Issues of a state, newest failure first, and how many there are in each. */
export async function listIssues({ organizationId }: Reader, query: IssueQuery): Promise<IssuePage> {
  const { state, limit, cursor } = query
  const after = cursor ? decodeIssueCursor(cursor) : null
  const [found, counts] = await Promise.all([
    listIssueRows(organizationId, { state, after, limit: limit + 1 }),
    countByState(organizationId),
  ])
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return {
    rows: rows.map(toIssue),
    nextCursor: last ? encodeCursor([last.place, last.id]) : null,
    counts: Object.fromEntries(issueStates.map((each) => [each, counts.get(each) ?? 0])) as IssuePage['counts'],
  }
}

/** Null = unknown or another organization's. */
export async function getIssue({ organizationId }: Reader, id: string): Promise<IssueDetail | null> {
  const [row, history] = await Promise.all([findIssueRow(organizationId, id), listHistory(organizationId, id)])
  if (!row) return null
  return { issue: toIssue(row), history: history.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })) }
}

export type CommandResult =
  | { ok: true; issue: Issue }
  | { ok: false; reason: 'not-found' }
  | { ok: false; reason: Refusal; issue: Issue }

/** One guarded statement; refused, with what stands, when somebody or the next failure was first. */
export async function commandIssue(
  member: SignedInMember,
  command: Command,
  id: string,
  version: number,
): Promise<CommandResult> {
  const { organizationId, memberId } = member
  const isDone = await changeIssue(organizationId, command, { id, memberId, version })
  if (isDone) publish(organizationId, 'issues')
  const row = await findIssueRow(organizationId, id)
  if (!row) return { ok: false, reason: 'not-found' }
  if (isDone) return { ok: true, issue: toIssue(row) }
  return { ok: false, reason: refusalOf(command, row, version) ?? 'stale-version', issue: toIssue(row) }
}

function toIssue(row: IssueRow): Issue {
  const {
    endpointId,
    endpointName,
    acknowledgedAt,
    acknowledgedByName,
    resolvedAt,
    resolvedByName,
    place: _,
    ...rest
  } = row
  const by = (at: Date | null, name: string | null) => at && { at: at.toISOString(), name }
  return {
    ...rest,
    endpoint: endpointId === null ? null : { id: endpointId, name: endpointName ?? '' },
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    openedAt: row.openedAt.toISOString(),
    acknowledged: by(acknowledgedAt, acknowledgedByName),
    resolved: by(resolvedAt, resolvedByName),
  }
}
