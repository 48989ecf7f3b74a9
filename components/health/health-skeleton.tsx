import { Skeleton } from '../ui/skeleton'

const CHARTS = ['answers', 'acknowledged', 'retries', 'applied']

/** Six figures and four charts, announced once. */
export const HealthSkeleton = () => (
  <div role="status" aria-label="Loading" className="flex flex-col gap-6 px-4 pt-1">
    <Skeleton className="h-24 w-full" />
    <div className="grid gap-3 md:grid-cols-2">
      {CHARTS.map((chart) => (
        <Skeleton key={chart} className="h-44 w-full" />
      ))}
    </div>
  </div>
)
