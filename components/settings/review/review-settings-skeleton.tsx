import { Skeleton } from '../../ui/skeleton'

const SECTIONS = ['hold', 'due', 'hours', 'holidays']

/** The screen's four sections, announced once. */
export const ReviewSettingsSkeleton = () => (
  <div role="status" aria-label="Loading">
    {SECTIONS.map((section) => (
      <div key={section} className="flex flex-col gap-3 border-b py-5">
        <Skeleton className="w-32" />
        <Skeleton className="w-4/5" />
        <Skeleton className="h-8 w-52" />
      </div>
    ))}
  </div>
)
