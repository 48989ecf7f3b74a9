import { Skeleton } from '../../ui/skeleton'

const SECTIONS = ['access', 'behaviour', 'paths']

/** The screen's three sections, announced once. */
export const ConnectionSkeleton = () => (
  <div role="status" aria-label="Loading">
    {SECTIONS.map((section) => (
      <div key={section} className="flex flex-col gap-3 border-b py-5">
        <Skeleton className="w-32" />
        <Skeleton className="w-4/5" />
        <Skeleton className="h-8 w-72" />
      </div>
    ))}
  </div>
)
