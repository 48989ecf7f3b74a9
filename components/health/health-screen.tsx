'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { healthOptions } from '@/lib/health/client'
import type { HealthSummary } from '@/lib/health/schema'
import { QueryGate } from '../list/query-gate'
import { PageHeader } from '../shell/page-header'
import { Banner } from '../ui/banner'
import { RadioCards } from '../ui/radio-cards'
import { RelativeTime } from '../ui/relative-time'
import { HealthCalls } from './health-calls'
import { HealthCharts } from './health-charts'
import { HealthNow } from './health-now'
import { HealthProcesses } from './health-processes'
import { HealthReconcile } from './health-reconcile'
import { HealthSkeleton } from './health-skeleton'

/** Whether deliveries arrive, are acknowledged and applied, and what serves them: without a terminal. */
export function HealthScreen() {
  const query = useQuery(healthOptions())
  return (
    <>
      <PageHeader title="Health" description={query.data && <AsOf at={query.data.at} />} />
      <QueryGate query={query} what="The figures" skeleton={<HealthSkeleton />}>
        {query.data && <Figures summary={query.data} />}
      </QueryGate>
    </>
  )
}

const AsOf = ({ at }: { at: string }) => (
  <>
    As of <RelativeTime date={at} />, renewed every ten seconds
  </>
)

const RANGES = [
  { value: 'hours', label: '24 hours', per: 'per hour' },
  { value: 'minutes', label: '60 minutes', per: 'per minute' },
] as const

function Figures({ summary }: { summary: HealthSummary }) {
  const [range, setRange] = useState<'hours' | 'minutes'>('hours')
  const hasWorker = summary.processes.some(({ role }) => role === 'worker')
  return (
    <div className="flex flex-col gap-6 px-4 pt-1 pb-8">
      {!hasWorker && (
        <Banner tone="danger" announce className="rounded-md border">
          No worker has reported for 20 seconds: events are stored and acknowledged, but not applied.
        </Banner>
      )}
      <HealthNow summary={summary} />
      <div className="flex flex-col gap-3">
        <div className="max-w-xs sm:max-w-md">
          <RadioCards label="Time shown" cards={RANGES} value={range} onChange={setRange} />
        </div>
        <HealthCharts buckets={summary[range]} per={RANGES.find(({ value }) => value === range)!.per} />
      </div>
      <Part title="Outward calls">
        <HealthCalls outward={summary.outward} />
      </Part>
      <Part title="Comparison with Popp’s list">
        <HealthReconcile reconcile={summary.reconcile} />
      </Part>
      <Part title="Processes">
        <HealthProcesses summary={summary} />
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="-mx-4">
      <h2 id={id} className="mb-2 px-4 font-medium text-base">
        {title}
      </h2>
      {children}
    </section>
  )
}
