import type { HealthSummary, ProcessFacts } from '@/lib/health/schema'
import { DataTable, DataTableCell, DataTableHead, DataTableRow } from '../ui/data-table'
import { RelativeTime } from '../ui/relative-time'
import { formatBytes, formatNumber, roleWords } from './health-words'

/** Which processes serve this desk, as each said of itself in the last seconds. */
export const HealthProcesses = ({ summary: { processes, databaseBytes } }: { summary: HealthSummary }) => (
  <>
    <DataTable label="Processes" head={<Heads />}>
      {processes.map((one) => (
        <DataTableRow key={one.id}>
          <DataTableCell>{roleWords(one.role)}</DataTableCell>
          <DataTableCell label="Version">{one.version}</DataTableCell>
          <DataTableCell label="Since">
            <RelativeTime date={one.since} />
          </DataTableCell>
          <DataTableCell label="Browsers">
            {one.role === 'worker' ? '–' : formatNumber(one.streamClients)}
          </DataTableCell>
          <DataTableCell label="Connections">{poolWords(one.pools)}</DataTableCell>
        </DataTableRow>
      ))}
    </DataTable>
    <p className="mt-2 px-4 text-muted text-xs">The database has {formatBytes(databaseBytes)} on disk.</p>
  </>
)

const Heads = () => (
  <>
    <DataTableHead>Process</DataTableHead>
    <DataTableHead>Version</DataTableHead>
    <DataTableHead>Since</DataTableHead>
    <DataTableHead>Browsers</DataTableHead>
    <DataTableHead>Database connections</DataTableHead>
  </>
)

/** "desk 3 of 8 in use", and whether something waits. */
function poolWords(pools: ProcessFacts['pools']): string {
  const words = Object.entries(pools).map(([name, { total, idle, waiting }]) => {
    const queue = waiting > 0 ? `, ${waiting} waiting` : ''
    return `${name} ${total - idle} of ${total} in use${queue}`
  })
  return words.join(' · ') || 'none open'
}
