import { readFileSync } from 'node:fs'
import path from 'node:path'
import { newId } from '@/lib/platform/ids'
import { metrics, processRole } from '@/lib/platform/metrics'
import { poolStandings } from '@/lib/platform/pools'
import { perProcess } from '@/lib/platform/singleton'
import { streamCount } from '@/lib/platform/stream-count'
import { removeReport, writeReport } from './process-store'

/** A process that has said nothing for this long is not counted: two reports and some patience. */
export const FRESH_SECONDS = 20

/** This process, as its reports name it. */
export const ownProcess = () =>
  perProcess('own-process', () => ({ id: newId(), since: new Date().toISOString(), version: readVersion() }))

function readVersion(): string {
  const manifest = JSON.parse(readFileSync(path.resolve('package.json'), 'utf8')) as { version: string }
  return manifest.version
}

/** Sets the gauges of what this process itself has. */
export function measureProcess(): void {
  const { pool } = metrics()
  for (const [name, standing] of Object.entries(poolStandings()))
    for (const [state, connections] of Object.entries(standing)) pool.set({ pool: name, state }, connections)
}

/** Writes what this process has to say. A web process is scraped itself, so only a worker hands its metrics over. */
export async function reportProcess(): Promise<boolean> {
  const { id, since, version } = ownProcess()
  const role = processRole()
  measureProcess()
  await writeReport(id, role, {
    ...{ since, version },
    streamClients: streamCount(),
    pools: poolStandings(),
    metrics: role === 'worker' ? await metrics().registry.getMetricsAsJSON() : [],
  })
  return false
}

export const endReports = () => removeReport(ownProcess().id).catch(() => {})
