import { timeOfId } from '@/lib/platform/ids'
import { perProcess } from '@/lib/platform/singleton'
import type { OrganizationId } from '@/lib/platform/tenant'
import { reconcileStandingOf } from '@/lib/reconcile/service'
import { listApplyBuckets, listDeliveryBuckets, type Span } from './bucket-store'
import { FRESH_SECONDS } from './process-service'
import { listReports, type ProcessRow } from './process-store'
import type { Bucket, HealthSummary, ProcessFacts } from './schema'
import { readStanding } from './standing-store'
import { countApiAnswers, listOpenCalls, readQueue } from './trouble-store'

const MINUTE_SECONDS = 60
const HOUR_SECONDS = 3_600
const HOURS = 24
const MINUTES = 60
/** The last two hours are read each time; those before hardly change, and are read again after ten minutes. */
const MOVING_HOURS = 2
const SETTLED_MS = 600_000
const SETTLED_MAX = 200

/** Whoever may read operations: the route has asked for the permission. */
interface Reader {
  organizationId: OrganizationId
}

/** How the organization's events fare, and which processes serve it. */
export async function getHealthSummary({ organizationId }: Reader, now = new Date()): Promise<HealthSummary> {
  const end = ceil(now, HOUR_SECONDS)
  const day = new Date(end.getTime() - HOURS * HOUR_SECONDS * 1000)
  const [hours, minutes, queue, outward, api, reconcile, reports, { databaseBytes }] = await Promise.all([
    hoursOf(organizationId, day, end),
    readBuckets(organizationId, lastMinutes(now)),
    readQueue(organizationId),
    listOpenCalls(organizationId),
    countApiAnswers(organizationId, day),
    reconcileStandingOf({ organizationId }),
    listReports(FRESH_SECONDS),
    readStanding(),
  ])
  const { oldest, ...counts } = queue
  return {
    ...{ at: now.toISOString(), hours, minutes, outward, reconcile, databaseBytes },
    queue: { ...counts, oldestAt: oldest && new Date(timeOfId(oldest)).toISOString() },
    poppApi: { ...api, lastAt: api.lastAt?.toISOString() ?? null },
    processes: reports.map(toProcess),
  }
}

const ceil = (at: Date, seconds: number) => new Date(Math.ceil((at.getTime() + 1) / seconds / 1000) * seconds * 1000)

function lastMinutes(now: Date): Span {
  const to = ceil(now, MINUTE_SECONDS)
  return { from: new Date(to.getTime() - MINUTES * MINUTE_SECONDS * 1000), to, stepSeconds: MINUTE_SECONDS }
}

async function hoursOf(organizationId: OrganizationId, from: Date, to: Date): Promise<Bucket[]> {
  const moving = new Date(to.getTime() - MOVING_HOURS * HOUR_SECONDS * 1000)
  const [settled, recent] = await Promise.all([
    settledHours(organizationId, { from, to: moving, stepSeconds: HOUR_SECONDS }),
    readBuckets(organizationId, { from: moving, to, stepSeconds: HOUR_SECONDS }),
  ])
  return [...settled, ...recent]
}

/** Kept in this process: a screen that refreshes itself must not read a day's deliveries each time. */
function settledHours(organizationId: OrganizationId, span: Span): Promise<Bucket[]> {
  const kept = perProcess('settled-hours', () => new Map<string, { until: number; hours: Promise<Bucket[]> }>())
  const key = `${organizationId} ${span.from.getTime()}`
  const known = kept.get(key)
  if (known && known.until > Date.now()) return known.hours
  kept.delete(key)
  if (kept.size >= SETTLED_MAX) kept.delete(kept.keys().next().value!)
  const hours = readBuckets(organizationId, span)
  kept.set(key, { until: Date.now() + SETTLED_MS, hours })
  hours.catch(() => kept.delete(key))
  return hours
}

async function readBuckets(organizationId: OrganizationId, span: Span): Promise<Bucket[]> {
  const [deliveries, applied] = await Promise.all([
    listDeliveryBuckets(organizationId, span),
    listApplyBuckets(organizationId, span),
  ])
  const [came, done] = [byStep(deliveries), byStep(applied)]
  const steps = Math.round((span.to.getTime() - span.from.getTime()) / 1000 / span.stepSeconds)
  return Array.from({ length: steps }, (_, step) => {
    const [request, work] = [came.get(step), done.get(step)]
    return {
      from: new Date(span.from.getTime() + step * span.stepSeconds * 1000).toISOString(),
      stored: request?.stored ?? 0,
      duplicate: request?.duplicate ?? 0,
      rejected: request?.rejected ?? 0,
      acknowledgedP50: scaled(request?.p50, 1 / 1000),
      acknowledgedP99: scaled(request?.p99, 1 / 1000),
      appliedP50: scaled(work?.p50, 1000),
      appliedP99: scaled(work?.p99, 1000),
      retries: work?.retries ?? 0,
    }
  })
}

const byStep = <Row extends { step: number }>(rows: Row[]) => new Map(rows.map((row) => [row.step, row]))

const scaled = (value: number | null | undefined, factor: number) => (value == null ? null : value * factor)

const toProcess = ({ id, role, at, report }: ProcessRow): ProcessFacts => {
  const { version, since, streamClients, pools } = report
  return { id, role, version, since, seenAt: at.toISOString(), streamClients, pools }
}
