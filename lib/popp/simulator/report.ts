import { percentile, type Totals } from './totals'

/** The last words of `npm run simulate`: one line per figure. */
export function renderReport(totals: Totals, durationMs: number): string {
  const rows: [string, string][] = [
    ['sent', `${totals.sent} requests in ${(durationMs / 1000).toFixed(1)} s`],
    ['acknowledged', String(totals.acknowledged)],
    ['  of these duplicates', String(totals.duplicates)],
    ['retries', String(totals.retries)],
    ['refused', refusals(totals)],
    ['given up', String(totals.lost)],
    ['forged', totals.forged === 0 ? '0' : `${totals.forged}, of which ${totals.forgedAccepted} were accepted`],
    ['acknowledged within', `p50 ${milliseconds(totals, 0.5)}, p99 ${milliseconds(totals, 0.99)}`],
  ]
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  return `${rows.map(([name, value]) => `${name.padEnd(width)}${value}`).join('\n')}\n`
}

function refusals({ refused }: Totals): string {
  const parts = [...refused].sort(([a], [b]) => a - b).map(([status, count]) => `${status || 'no answer'}: ${count}`)
  return parts.length === 0 ? 'none' : parts.join(', ')
}

function milliseconds({ acknowledgementsMs }: Totals, share: number): string {
  const value = percentile(acknowledgementsMs, share)
  return value === null ? 'unknown' : `${value.toFixed(1)} ms`
}
