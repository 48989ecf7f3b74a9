'use client'
import type { Bucket } from '@/lib/health/schema'
import type { Series } from './chart-points'
import { formatDuration, formatNumber } from './health-words'
import { TimeChart } from './time-chart'

const answers: Series[] = [
  { name: 'Stored', look: 'accent' },
  { name: 'Copies', look: 'neutral' },
  { name: 'Refused', look: 'fail' },
]
const speeds: Series[] = [
  { name: 'Half within', look: 'accent' },
  { name: '99 % within', look: 'review' },
]

/** What came and how fast, over one stretch of time. */
export function HealthCharts({ buckets }: { buckets: Bucket[] }) {
  const points = (values: (bucket: Bucket) => (number | null)[]) =>
    buckets.map((bucket) => ({ from: bucket.from, values: values(bucket) }))
  return (
    <div className="grid gap-3 md:grid-cols-2">
      <TimeChart
        title="Deliveries by answer"
        kind="bars"
        series={answers}
        points={points(({ stored, duplicate, rejected }) => [stored, duplicate, rejected])}
        format={formatNumber}
      />
      <TimeChart
        title="Time to the acknowledgement"
        kind="lines"
        series={speeds}
        points={points(({ acknowledgedP50, acknowledgedP99 }) => [acknowledgedP50, acknowledgedP99])}
        format={formatDuration}
      />
      <TimeChart
        title="Attempts after the first"
        kind="bars"
        series={[{ name: 'Retries', look: 'review' }]}
        points={points(({ retries }) => [retries])}
        format={formatNumber}
      />
      <TimeChart
        title="Time from arrival to the applied event"
        kind="lines"
        series={speeds}
        points={points(({ appliedP50, appliedP99 }) => [appliedP50, appliedP99])}
        format={formatDuration}
      />
    </div>
  )
}
