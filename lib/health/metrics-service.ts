import { AggregatorRegistry } from 'prom-client'
import { errorFacts } from '@/lib/platform/error-facts'
import { timeOfId } from '@/lib/platform/ids'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { perProcess } from '@/lib/platform/singleton'
import { streamCount } from '@/lib/platform/stream-count'
import { FRESH_SECONDS, measureProcess } from './process-service'
import { listReports } from './process-store'
import { countOpenCalls, readStanding } from './standing-store'

/** Several scrapers, or one with a heavy hand, ask the database this often. */
const SHARED_MS = 2_000

/**
 * This process's metrics and, merged with them, the workers'; the state of queue and database as it is now. Answers also
 * while the database is away: then with what this process knows by itself, and `review_desk_database_up` 0.
 */
export async function metricsText(): Promise<{ contentType: string; text: string }> {
  const { registry } = metrics()
  measureProcess()
  metrics().streamClients.set(streamCount())
  const workers = await sharedState()
  const merged = AggregatorRegistry.aggregate([await registry.getMetricsAsJSON(), ...workers].map(finite))
  return { contentType: registry.contentType, text: await merged.metrics() }
}

type Reported = Awaited<ReturnType<ReturnType<typeof metrics>['registry']['getMetricsAsJSON']>>

/** The newest look at the database, not older than two seconds: gauges set, and the workers' metrics. */
function sharedState(): Promise<Reported[]> {
  const shared = perProcess('metrics-state', () => ({
    at: Number.NEGATIVE_INFINITY,
    state: Promise.resolve<Reported[]>([]),
  }))
  if (performance.now() - shared.at > SHARED_MS) Object.assign(shared, { at: performance.now(), state: readState() })
  return shared.state
}

async function readState(): Promise<Reported[]> {
  const { databaseUp } = metrics()
  try {
    const [standing, calls, reports] = await Promise.all([readStanding(), countOpenCalls(), listReports(FRESH_SECONDS)])
    setStanding(standing)
    setCalls(calls)
    databaseUp.set(1)
    return reports.flatMap(({ report }) => (report.metrics.length > 0 ? [report.metrics as Reported] : []))
  } catch (error) {
    log().warn({ error: errorFacts(error) }, 'metrics without the database')
    databaseUp.set(0)
    return []
  }
}

function setStanding(standing: Awaited<ReturnType<typeof readStanding>>) {
  const { queueEvents, queueAge, troubledEvents, databaseBytes } = metrics()
  queueEvents.set(standing.queued)
  queueAge.set(standing.oldest ? Math.max(0, Date.now() - timeOfId(standing.oldest)) / 1000 : 0)
  troubledEvents.set({ state: 'dead' }, standing.dead)
  troubledEvents.set({ state: 'quarantined' }, standing.quarantined)
  databaseBytes.set(standing.databaseBytes)
}

function setCalls(calls: Awaited<ReturnType<typeof countOpenCalls>>) {
  const { openCalls } = metrics()
  openCalls.reset()
  for (const { calls: count, ...labels } of calls) openCalls.set(labels, count)
}

/** What was not measured yet is NaN, which JSON makes null and Prometheus could not read. */
const finite = (reported: Reported): Reported =>
  reported.map((metric) => ({
    ...metric,
    values: metric.values.filter(({ value }) => typeof value === 'number' && Number.isFinite(value)),
  })) as Reported
