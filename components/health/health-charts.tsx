'use client'
import type { Bucket } from '@/lib/health/schema'
import { roundCount, roundDuration, type Series } from './chart-points'
import { formatDuration, formatNumber } from './health-words'
import { type Scale, TimeChart } from './time-chart'

const answers: Series[] = [
  { name: 'Stored', look: 'accent' },
  { name: 'Copies', look: 'neutral' },
  { name: 'Refused', look: 'fail' },
]
const speeds: Series[] = [
  { name: 'Half within', look: 'accent' },
  { name: '99 % within', look: 'review' },
]

const counts: Scale = { format: formatNumber, roundUp: roundCount }
const durations: Scale = { format: formatDuration, roundUp: roundDuration }

/** What came and how fast, over one stretch of time. */
export function HealthCharts({ buckets, per }: { buckets: Bucket[]; per: string }) {
  const points = (values: (bucket: Bucket) => (number | null)[]) =>
    buckets.map((bucket) => ({ from: bucket.from, values: values(bucket) }))
  return (
    <div className="grid gap-3 md:grid-cols-2">
      <TimeChart
        title="Deliveries by answer"
        kind="bars"
        series={answers}
        points={points(({ stored, duplicate, rejected }) => [stored, duplicate, rejected])}
        per={per}
        scale={counts}
      />
      <TimeChart
        title="Time to the acknowledgement"
        kind="lines"
        series={speeds}
        points={points(({ acknowledgedP50, acknowledgedP99 }) => [acknowledgedP50, acknowledgedP99])}
        per={per}
        scale={durations}
      />
      <TimeChart
        title="Attempts after the first"
        kind="bars"
        series={[{ name: 'Retries', look: 'review' }]}
        points={points(({ retries }) => [retries])}
        per={per}
        scale={counts}
      />
      <TimeChart
        title="Time from arrival to the applied event"
        kind="lines"
        series={speeds}
        points={points(({ appliedP50, appliedP99 }) => [appliedP50, appliedP99])}
        per={per}
        scale={durations}
      />
    </div>
  )
}
