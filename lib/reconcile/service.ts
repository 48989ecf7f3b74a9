import { appendAudit } from '@/lib/audit/store'
import type { SignedInMember } from '@/lib/members/domain'
import { transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { publish } from '@/lib/platform/live'
import type { OrganizationId } from '@/lib/platform/tenant'
import { findReconcileSettings } from '@/lib/popp-connection/connection-service'
import type { ReconcileOverview, ReconcileRun, ReconcileState } from './schema'
import { askToStop, findRun, insertRun, listNewestRuns, listRuns, type RunRow, readNames } from './store'

const RUNS_SHOWN = 20

type Started = { ok: true; run: ReconcileRun } | { ok: false; reason: 'not-connected' | 'already-open' }

/** Orders a comparison with Popp's list: a worker does it. The caller has asked for the permission. */
export async function startReconcile({ organizationId, memberId, name }: SignedInMember): Promise<Started> {
  const { connected } = await findReconcileSettings(organizationId)
  if (!connected) return { ok: false, reason: 'not-connected' }
  const id = await orderReconcile(organizationId, memberId)
  if (!id) return { ok: false, reason: 'already-open' }
  return { ok: true, run: toRun((await findRun(organizationId, id))!, name) }
}

/** By a member, or by the schedule (null). @returns the run's id; null = one is under way */
export async function orderReconcile(organizationId: OrganizationId, memberId: string | null): Promise<string | null> {
  const id = newId()
  const ordered = await transaction(async (tx) => {
    if (!(await insertRun(organizationId, tx, { id, memberId }))) return false
    await appendAudit(organizationId, tx, {
      ...{ memberId, action: 'reconcile-started', subjectType: 'reconcile', subjectId: id },
    })
    return true
  })
  if (!ordered) return null
  publish(organizationId, 'reconciles')
  return id
}

type Stopped = { ok: true; run: ReconcileRun } | { ok: false; reason: 'unknown' | 'over' }

/** Stops a run: one that waits at once, one under way after its page. Asking twice is asking once. */
export async function cancelReconcile({ organizationId, memberId }: SignedInMember, id: string): Promise<Stopped> {
  const asked = await transaction(async (tx) => {
    if (!(await askToStop(organizationId, tx, id))) return false
    await appendAudit(organizationId, tx, {
      ...{ memberId, action: 'reconcile-cancelled', subjectType: 'reconcile', subjectId: id },
    })
    return true
  })
  if (asked) publish(organizationId, 'reconciles')
  const row = await findRun(organizationId, id)
  if (!row) return { ok: false, reason: 'unknown' }
  if (!asked && row.cancelRequestedAt === null) return { ok: false, reason: 'over' }
  const [run] = await named(organizationId, [row])
  return { ok: true, run: run! }
}

type Reader = Pick<SignedInMember, 'organizationId'>

export const reconcileOverviewOf = ({ organizationId }: Reader): Promise<ReconcileOverview> =>
  overviewOf(organizationId, listRuns(organizationId, RUNS_SHOWN))

/** The overview with how it stands only: the newest run, and the one that says when Popp's list was compared last. */
export const reconcileStandingOf = ({ organizationId }: Reader): Promise<ReconcileOverview> =>
  overviewOf(organizationId, listNewestRuns(organizationId))

async function overviewOf(organizationId: OrganizationId, runs: Promise<RunRow[]>): Promise<ReconcileOverview> {
  const [rows, settings] = await Promise.all([runs, findReconcileSettings(organizationId)])
  return { runs: await named(organizationId, rows), ...settings }
}

async function named(organizationId: OrganizationId, rows: RunRow[]): Promise<ReconcileRun[]> {
  const names = await readNames(organizationId, [...new Set(rows.flatMap(({ memberId }) => memberId ?? []))])
  return rows.map((row) => toRun(row, row.memberId === null ? null : (names.get(row.memberId) ?? 'A former member')))
}

function toRun(row: RunRow, startedBy: string | null): ReconcileRun {
  const { id, state, createdAt, finishedAt, listed, complete, recovered, unusable, events, error } = row
  return {
    ...{ id, state: state as ReconcileState, startedBy, listed, complete, recovered, unusable, events, error },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    stopping: state === 'running' && row.cancelRequestedAt !== null,
  }
}
