import { reportProcess } from '@/lib/health/process-service'
import { runEvery } from './every'

const EVERY_MS = 5_000

/** Says every few seconds that this process is there and how it fares, until `signal` aborts. */
export const runReports = (signal: AbortSignal): Promise<void> =>
  runEvery({ what: 'report of this process', everyMs: EVERY_MS, work: reportProcess }, signal)
