import { Skeleton } from '../ui/skeleton'

/** A conversation of which nothing is known yet, in its true shape. */
export function ConversationSkeleton() {
  return (
    <div role="status" aria-label="Loading conversation">
      <div aria-hidden="true" className="flex h-12 items-center border-b px-4 sm:px-6">
        <Skeleton className="w-28" />
      </div>
      <div aria-hidden="true" className="lg:grid lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div>
          <div className="flex flex-col gap-3 px-4 py-5 sm:px-6">
            <Skeleton className="h-5 w-48" />
            <Skeleton className="w-32" />
            <Skeleton className="w-40" />
          </div>
          <div className="flex flex-col gap-3 border-t px-4 py-5 sm:px-6">
            <Skeleton className="w-24" />
            <Skeleton className="h-12" />
            <Skeleton className="h-12" />
            <Skeleton className="h-12" />
          </div>
        </div>
        <div className="flex flex-col gap-3 border-t px-4 py-5 sm:px-6 lg:border-t-0 lg:border-l">
          <Skeleton className="w-16" />
          <Skeleton className="w-48" />
          <Skeleton className="w-40" />
          <Skeleton className="w-52" />
        </div>
      </div>
    </div>
  )
}
