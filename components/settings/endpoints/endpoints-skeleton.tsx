import { Skeleton } from '../../ui/skeleton'

/** One endpoint's shape, announced once. */
export const EndpointsSkeleton = () => (
  <div role="status" aria-label="Loading" className="flex flex-col gap-4 py-5">
    <Skeleton className="w-32" />
    <Skeleton className="h-8 w-full" />
    <Skeleton className="w-3/5" />
    <Skeleton className="w-2/5" />
    <Skeleton className="h-8 w-52" />
  </div>
)
