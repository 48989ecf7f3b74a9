import { appendAudit } from '@/lib/audit/store'
import type { SignedInMember } from '@/lib/members/domain'
import { transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { publish } from '@/lib/platform/live'
import { toStored } from './conditions'
import { type ReplayDetail, type ReplayRun, type ReplayState, replayDetail } from './schema'
import { type ReplayRequest, storedSelection } from './selection'
import { askToStop, findRun, insertRun, listChangedRecords, listRuns, type RunRow, readNames } from './store'

/** Of an organization at a time: they are worked off one after the other. */
const MAX_OPEN = 5
const RUNS_SHOWN = 30
const RECORDS_SHOWN = 200

type Started = { ok: true; run: ReplayRun } | { ok: false; reason: 'too-many-open' }

/** Orders a replay: a worker does it. The caller has asked for the permission. */
export async function startReplay(member: SignedInMember, request: ReplayRequest): Promise<Started> {
  const { organizationId, memberId } = member
  const { dryRun, cap } = request
  const id = newId()
  const selection = toStored(request.selection, new Date())
  const started = await transaction(async (tx) => {
    if (!(await insertRun(organizationId, tx, { id, memberId, dryRun, selection, cap }, MAX_OPEN))) return false
    const facts = { dryRun, cap, events: 'ids' in selection ? selection.ids.length : 'filter' }
    await appendAudit(organizationId, tx, {
      ...{ memberId, action: 'replay-started', subjectType: 'replay', subjectId: id, facts },
    })
    return true
  })
  if (!started) return { ok: false, reason: 'too-many-open' }
  publish(organizationId, 'replays')
  const row = await findRun(organizationId, id)
  return { ok: true, run: toRun(row!, member.name) }
}

type Stopped = { ok: true; run: ReplayRun } | { ok: false; reason: 'unknown' | 'over' }

/** Stops a run: one that waits at once, one under way within two seconds. Asking twice is asking once. */
export async function cancelReplay(member: SignedInMember, id: string): Promise<Stopped> {
  const { organizationId, memberId } = member
  const asked = await transaction(async (tx) => {
    if (!(await askToStop(organizationId, tx, id))) return false
    await appendAudit(organizationId, tx, {
      ...{ memberId, action: 'replay-cancelled', subjectType: 'replay', subjectId: id },
    })
    return true
  })
  if (asked) publish(organizationId, 'replays')
  const row = await findRun(organizationId, id)
  if (!row) return { ok: false, reason: 'unknown' }
  if (!asked && row.cancelRequestedAt === null) return { ok: false, reason: 'over' }
  const names = await readNames(organizationId, [row.memberId])
  return { ok: true, run: toRun(row, names.get(row.memberId)) }
}

/** The newest runs, newest first. */
export async function listReplays({ organizationId }: Pick<SignedInMember, 'organizationId'>): Promise<ReplayRun[]> {
  const rows = await listRuns(organizationId, RUNS_SHOWN)
  const names = await readNames(organizationId, [...new Set(rows.map(({ memberId }) => memberId))])
  return rows.map((row) => toRun(row, names.get(row.memberId)))
}

/** A run with the conversations that changed or would change. Null = unknown, or another organization's. */
export async function getReplay(
  { organizationId }: Pick<SignedInMember, 'organizationId'>,
  id: string,
): Promise<ReplayDetail | null> {
  const row = await findRun(organizationId, id)
  if (!row) return null
  const [names, records] = await Promise.all([
    readNames(organizationId, [row.memberId]),
    listChangedRecords(organizationId, id, RECORDS_SHOWN),
  ])
  return replayDetail.parse({ run: toRun(row, names.get(row.memberId)), records })
}

function toRun(row: RunRow, startedBy: string | undefined): ReplayRun {
  const { id, state, dryRun, cap, matched, applied, skipped, failed, changed, unchanged } = row
  const selection = storedSelection.safeParse(row.selection).data
  return {
    ...{ id, state: state as ReplayState, dryRun, cap, matched, applied, skipped, failed, changed, unchanged },
    startedBy: startedBy ?? 'A former member',
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    stopping: state === 'running' && row.cancelRequestedAt !== null,
    named: selection && 'ids' in selection ? selection.ids.length : null,
    reasons: row.reasons as Record<string, number>,
  }
}
