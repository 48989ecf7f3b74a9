import { db } from '@/lib/platform/db'
import type { PoolStanding } from '@/lib/platform/pools'
import type { Prisma } from '@/prisma/generated/client'

/** What a process says of itself every few seconds. `metrics`: prom-client's registry, of workers only. */
export interface ProcessReport {
  version: string
  since: string
  streamClients: number
  pools: Record<string, PoolStanding>
  metrics: object[]
}

export interface ProcessRow {
  id: string
  role: string
  at: Date
  report: ProcessReport
}

/** A process that was killed says nothing more; its row goes after this long. */
const KEPT = '1 hour'

/** The newest report of a process replaces the one before. On the database's clock. */
export async function writeReport(id: string, role: string, report: ProcessReport): Promise<void> {
  const json = JSON.stringify(report)
  await db().$executeRaw`
    INSERT INTO process_metrics (id, role, at, metrics) VALUES (${id}::uuid, ${role}, clock_timestamp(), ${json}::jsonb)
    ON CONFLICT (id) DO UPDATE SET at = EXCLUDED.at, metrics = EXCLUDED.metrics`
  await db().$executeRaw`DELETE FROM process_metrics WHERE at < now() - ${KEPT}::interval`
}

/** It ends: nobody need wait for its next report. */
export const removeReport = (id: string) => db().processMetrics.deleteMany({ where: { id } })

/** Those that said something within `freshSeconds`, by role and age. */
export async function listReports(freshSeconds: number): Promise<ProcessRow[]> {
  const rows = await db().$queryRaw<{ id: string; role: string; at: Date; metrics: Prisma.JsonValue }[]>`
    SELECT id, role, at, metrics FROM process_metrics WHERE at > now() - make_interval(secs => ${freshSeconds})
    ORDER BY role, id`
  return rows.map(({ metrics, ...row }) => ({ ...row, report: metrics as unknown as ProcessReport }))
}
