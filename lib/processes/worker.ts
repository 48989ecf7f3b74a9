import { endReports } from '@/lib/health/process-service'
import { freeOrphanedCalls } from '@/lib/outbox/lease-store'
import { closeDb, db } from '@/lib/platform/db'
import { EnvError, env } from '@/lib/platform/env'
import { exitWithParent, stopOnSignal, tellReady } from '@/lib/platform/lifecycle'
import { closePublisher } from '@/lib/platform/live'
import { log } from '@/lib/platform/log'
import { tracer } from '@/lib/platform/trace'
import { startTracing } from '@/lib/platform/trace-start'
import { WORKER_APPLICATION_NAME } from '@/lib/platform/worker-signals'
import { freeOrphanedReconciles } from '@/lib/reconcile/run-store'
import { freeOrphanedReplays } from '@/lib/replays/run-store'
import { freeOrphans } from '@/lib/webhooks/work-store'
import { runIndexing } from '@/lib/worker/index-loop'
import { runLoop } from '@/lib/worker/loop'
import { handlers } from '@/lib/worker/outward'
import { runOutward } from '@/lib/worker/outward-loop'
import { runReconciles } from '@/lib/worker/reconcile-loop'
import { runReplays } from '@/lib/worker/replay-loop'
import { runReports } from '@/lib/worker/report-loop'
import { runRetention } from '@/lib/worker/retention-loop'
import { runSettling } from '@/lib/worker/settle-loop'
import { runSweeps } from '@/lib/worker/sweep-loop'
import { WakeUp } from '@/lib/worker/wake-up'
import { runWatch } from '@/lib/worker/watch-loop'

function databaseUrl(): string {
  try {
    return env().DATABASE_URL
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    log().fatal(error.message)
    process.exit(1)
  }
}

exitWithParent()
const wakeUp = new WakeUp(databaseUrl())
await startTracing()
await wakeUp.listen()
// What a killed predecessor left is due now, not after its lease.
await freeOrphans(db(), WORKER_APPLICATION_NAME).catch(() => {})
await freeOrphanedCalls(db(), WORKER_APPLICATION_NAME).catch(() => {})
await freeOrphanedReplays(db(), WORKER_APPLICATION_NAME).catch(() => {})
await freeOrphanedReconciles(db(), WORKER_APPLICATION_NAME).catch(() => {})
const stop = new AbortController()
const running = Promise.all([
  runLoop(wakeUp, stop.signal),
  runSweeps(stop.signal),
  runOutward(handlers, stop.signal),
  runWatch(stop.signal),
  runReconciles(stop.signal),
  runIndexing(stop.signal),
  runReports(stop.signal),
  runSettling(stop.signal),
  runReplays(stop.signal),
  runRetention(stop.signal),
])
stopOnSignal(async () => {
  stop.abort()
  await running
  await endReports()
  await tracer()
    ?.stop()
    .catch(() => {})
  await Promise.all([wakeUp.close(), closePublisher()])
  await closeDb()
})
tellReady()
log().info('worker is applying events')
